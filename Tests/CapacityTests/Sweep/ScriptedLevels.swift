import Capacity
import Foundation
import Inference
import Load
import Readiness
import Synchronization

/// Endpoints whose answers follow a script, for everything that needs no engine.
enum ScriptedLevels {
    /// A record of an answer.
    static func record(
        _ index: Int, start: Double, firstToken: Double = 0.1, endToEnd: Double = 1,
        tokens: Int = 10
    ) -> ProbeRecord {
        var record = ProbeRecord(
            index: index, provider: "test", model: "m",
            timestamp: Date(timeIntervalSince1970: 1_800_000_000 + start), outcome: "success",
            outcomeClass: .success)
        record.intendedStart = .seconds(start)
        record.timeToFirstToken = .seconds(firstToken)
        record.endToEnd = .seconds(endToEnd)
        record.outputTokens = tokens
        let gap = (endToEnd - firstToken) / Double(tokens - 1)
        record.gaps = Gaps(repeatElement(.seconds(gap), count: tokens - 1))
        record.timePerOutputToken = .seconds(gap)
        record.tokensPerSecond = 1 / gap
        return record
    }

    /// A record of a request that found nobody.
    static func refused(_ index: Int, start: Double) -> ProbeRecord {
        var record = ProbeRecord(
            index: index, provider: "test", model: "m",
            timestamp: Date(timeIntervalSince1970: 1_800_000_000 + start),
            outcome: "connect_refused", outcomeClass: .unreachable)
        record.error = "connection refused"
        record.intendedStart = .seconds(start)
        record.endToEnd = .seconds(0.001)
        return record
    }

    /// A run of so many requests, each session after the other without a pause.
    static func load(
        sessions: Int, requests: Int, _ answer: (Int) -> (firstToken: Double, endToEnd: Double)
    ) -> MeasuredLoad {
        var free = Array(repeating: 0.0, count: sessions)
        var load = MeasuredLoad(
            startedAt: Date(timeIntervalSince1970: 1_800_000_000), end: .requestsSpent)
        for index in 0..<requests {
            let session = free.indices.min { (free[$0], $0) < (free[$1], $1) } ?? 0
            let (first, whole) = answer(index)
            load.records.append(
                record(index, start: free[session], firstToken: first, endToEnd: whole))
            free[session] += whole
        }
        load.records.sort {
            $0.intendedStart + ($0.endToEnd ?? .zero) < $1.intendedStart + ($1.endToEnd ?? .zero)
        }
        load.countsUntil = load.records.map(\.intendedStart).max() ?? .zero
        return load
    }

    /// An endpoint whose time to the first token follows from the level.
    static func subject(
        _ name: String = "test", objectives: [String] = ["ttft p95 <= 1s"],
        measure: @escaping @Sendable (_ level: Int, _ plan: LoadPlan) -> MeasuredLoad
    ) throws -> SweepSubject {
        SweepSubject(
            name: name, target: TargetIdentity(url: "http://test", model: "m", api: "openai-chat"),
            objectives: try objectives.map { try Objective.parse($0) }, maxTokens: 10,
            workload: { _ in VirtualEndpoint.Prompts() },
            measure: { plan, _, onEvent in
                guard case .closed(let curve) = plan.shape else {
                    return LevelRun(load: measure(0, plan))
                }
                var load = measure(Int(curve.points.last?.value ?? 1), plan)
                for (place, record) in load.records.enumerated()
                where onEvent(.finished(record)) == .stop {
                    load.records = Array(load.records.prefix(place + 1))
                    load.end = .stopped
                    break
                }
                return LevelRun(load: load)
            })
    }

    /// Answers whose first token takes a tenth of a second for each session, with some noise.
    static func growing(_ sessions: Int, _ plan: LoadPlan) -> MeasuredLoad {
        load(sessions: sessions, requests: plan.requestsMax ?? 100) { index in
            let noise = Double(index * 7919 % 97) / 970
            let first = 0.1 * Double(sessions) * (1 + noise)
            return (first, first + 0.9)
        }
    }
}
