import Capacity
import Exposition
import Foundation
import Inference
import Load
import Readiness
import Signals

/// A sweep of two endpoints by scripted answers: one with two slots that says so, one that is slower
/// with every session and says nothing.
enum SampleSweep {
    private struct Words: Workload {
        let name = "short-chat"
        func turn(_ turn: Int, ofSession session: Int) -> Turn? { nil }
    }

    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    /// The report.
    static func report() async throws -> SweepReport {
        let plan = try SweepPlan(
            axis: .concurrency, search: .levels([1, 2, 4, 8]),
            budget: .init(requests: 160, duration: nil), seed: 5)
        var report = await SweepRunner(
            name: "slots-vs-batcher", plan: plan,
            subjects: [
                try subject("two-slots", isSlots: true), try subject("batcher", isSlots: false),
            ],
            now: { start }, elapsed: { .seconds(0) }
        ).run()
        report.duration = .seconds(321)
        report.toolVersion = "0.0.0"
        report.directory = "runs/slots-vs-batcher-20270115T080000Z"
        return report
    }

    private static func subject(_ name: String, isSlots: Bool) throws -> SweepSubject {
        SweepSubject(
            name: name,
            target: TargetIdentity(
                url: "http://\(name):8000", model: "m", api: "openai-chat",
                engine: isSlots ? "vllm" : nil),
            objectives: [
                try Objective.parse("ttft p95 <= 1s"), try Objective.parse("error rate <= 5%"),
            ], maxTokens: 10, workload: { _ in Words() },
            measure: { plan, _, _ in
                guard case .closed(let curve) = plan.shape else {
                    return LevelRun(load: MeasuredLoad(startedAt: start, end: .stopped))
                }
                let sessions = Int(curve.points.last?.value ?? 1)
                let load = load(sessions, plan.requestsMax ?? 0, isSlots: isSlots)
                return LevelRun(
                    load: load, scrapes: isSlots ? scrapes(sessions, of: load) : [])
            })
    }

    private static func load(_ sessions: Int, _ requests: Int, isSlots: Bool) -> MeasuredLoad {
        var free = Array(repeating: 0.0, count: sessions)
        var load = MeasuredLoad(startedAt: start, end: .requestsSpent)
        for index in 0..<requests {
            let session = free.indices.min { (free[$0], $0) < (free[$1], $1) } ?? 0
            let noise = Double(index * 7919 % 97) / 970
            let wait = isSlots ? max(0, Double(sessions) - 2) / 2 : 0
            let step = isSlots ? 0.1 : 0.1 * (1 + 0.15 * Double(sessions - 1))
            let first = wait + (isSlots ? 0.1 : 0.1 * Double(sessions)) * (1 + noise)
            load.records.append(record(index, free[session], first, step * (1 + noise / 10)))
            free[session] += first + 9 * step * (1 + noise / 10)
        }
        load.countsUntil = load.records.map(\.intendedStart).max() ?? .zero
        load.lag = SchedulingLag(
            count: 1000, median: .microseconds(200), p99: .milliseconds(2),
            largest: .milliseconds(5))
        return load
    }

    private static func record(
        _ index: Int, _ begin: Double, _ first: Double, _ step: Double
    ) -> ProbeRecord {
        var record = ProbeRecord(
            index: index, provider: "sample", model: "m",
            timestamp: start.addingTimeInterval(begin), outcome: "success", outcomeClass: .success)
        record.intendedStart = .seconds(begin)
        record.timeToFirstToken = .seconds(first)
        record.endToEnd = .seconds(first + 9 * step)
        record.gaps = Gaps(repeatElement(.seconds(step), count: 9))
        record.timePerOutputToken = .seconds(step)
        record.tokensPerSecond = 1 / step
        record.outputTokens = 10
        return record
    }

    private static func scrapes(_ sessions: Int, of load: MeasuredLoad) -> [TimedScrape] {
        let end = Int(load.countsUntil / .seconds(1))
        return stride(from: 0, through: end, by: 2).compactMap { second in
            let page = """
                vllm:num_requests_running{model_name="m"} \(min(sessions, 2))
                vllm:num_requests_waiting{model_name="m"} \(max(0, sessions - 2))
                vllm:kv_cache_usage_perc{model_name="m"} 0.03
                vllm:num_preemptions_total{model_name="m"} 0

                """
            guard let families = try? ExpositionParser.parse(Array(page.utf8)) else { return nil }
            return TimedScrape(
                instance: "two-slots:8000",
                unixSeconds: start.timeIntervalSince1970 + Double(second), families: families)
        }
    }
}
