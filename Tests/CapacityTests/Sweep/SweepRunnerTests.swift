import Capacity
import Estimates
import Foundation
import Load
import Readiness
import Synchronization
import Testing

@Suite struct SweepRunnerTests {
    private func report(
        _ subjects: [SweepSubject], levels: [Double] = [1, 2, 4, 8, 16], requests: Int = 160,
        observe: @escaping @Sendable (SweepEvent) -> Void = { _ in }
    ) async throws -> SweepReport {
        let plan = try SweepPlan(
            axis: .concurrency, search: .levels(levels),
            budget: .init(requests: requests, duration: nil), seed: 5)
        return await SweepRunner(
            name: "test", plan: plan, subjects: subjects,
            now: { Date(timeIntervalSince1970: 1_800_000_000) }, elapsed: { .zero },
            observe: observe
        ).run()
    }

    @Test func `the highest load is the last before the first that is not met`() async throws {
        let report = try await report([ScriptedLevels.subject(measure: ScriptedLevels.growing)])
        let endpoint = try #require(report.endpoints.first)
        #expect(endpoint.levels.map(\.level) == [1, 2, 4, 8, 16])
        #expect(endpoint.highest?.level == 8)
        #expect(endpoint.firstViolated?.level == 16)
        #expect(report.verdict == .ready)
        #expect(
            SweepWords(report).headline
                == "up to 8 at once every objective is met; 16 at once violates ttft p95 <= 1 s")
    }

    @Test func `a lowest level that fails is no load at all`() async throws {
        let report = try await report([
            ScriptedLevels.subject(
                objectives: ["ttft p95 <= 10ms"], measure: ScriptedLevels.growing)
        ])
        #expect(report.verdict == .notReady)
        #expect(report.endpoints.first?.levels.count == 1)
    }

    @Test func `too few requests leave it undecided`() async throws {
        let report = try await report(
            [ScriptedLevels.subject(measure: ScriptedLevels.growing)], levels: [1], requests: 20)
        #expect(report.verdict == .inconclusive)
        #expect(SweepWords(report).next.first?.contains("--requests ") == true)
    }

    @Test func `endpoints take turns level by level`() async throws {
        let order = Mutex<[String]>([])
        let report = try await report(
            [
                ScriptedLevels.subject("a", measure: ScriptedLevels.growing),
                ScriptedLevels.subject(
                    "b", objectives: ["ttft p95 <= 300ms"], measure: ScriptedLevels.growing),
            ], levels: [1, 2, 4, 8]
        ) { event in
            guard case .began(let endpoint, let level, _) = event else { return }
            order.withLock { $0.append("\(endpoint)\(Int(level))") }
        }
        #expect(order.withLock { $0 } == ["a1", "b1", "a2", "b2", "a4", "b4", "a8"])
        #expect(report.endpoints.map { $0.highest?.level } == [8, 2])
    }

    @Test func `an endpoint that dies keeps the levels so far`() async throws {
        let subject = try ScriptedLevels.subject { sessions, plan in
            guard sessions >= 4 else { return ScriptedLevels.growing(sessions, plan) }
            var load = MeasuredLoad(startedAt: .distantPast, end: .requestsSpent)
            load.records = (0..<100).map { ScriptedLevels.refused($0, start: Double($0) * 0.001) }
            return load
        }
        let report = try await report([subject])
        let endpoint = try #require(report.endpoints.first)
        #expect(report.verdict == .notReady)
        #expect(endpoint.levels.map(\.level) == [1, 2, 4])
        #expect(endpoint.levels.last?.report.end == .stopped)
        #expect(endpoint.ending == .died("connection refused"))
        #expect(
            SweepWords(report).headline.hasSuffix(
                "the endpoint died at 4 at once (connection refused)"))
    }

    @Test func `an interrupted sweep keeps the levels so far`() async throws {
        let subject = try ScriptedLevels.subject { sessions, plan in
            var load = ScriptedLevels.growing(sessions, plan)
            if sessions == 4 { load.end = .cancelled }
            return load
        }
        let report = try await report([subject])
        let endpoint = try #require(report.endpoints.first)
        #expect(endpoint.levels.map(\.level) == [1, 2, 4])
        #expect(endpoint.ending == .interrupted)
    }

    @Test func `a level that is met above one that is not does not count, and is told`()
        async throws
    {
        let subject = try ScriptedLevels.subject { sessions, plan in
            var short = plan
            if sessions == 2 { short.requestsMax = 20 }
            return ScriptedLevels.growing(sessions, short)
        }
        let report = try await report([subject], levels: [1, 2, 4])
        let endpoint = try #require(report.endpoints.first)
        #expect(endpoint.levels.map(\.judgement) == [.met, .undecided, .met])
        #expect(endpoint.highest?.level == 1)
        #expect(SweepWords(report).notes.contains { $0.contains("it does not count") })
    }

    @Test func `the knee is where two lines cross`() async throws {
        // Three servers of a second each: throughput ends at 3 requests a second.
        let subject = try ScriptedLevels.subject(objectives: ["error rate <= 5%"]) { count, plan in
            ScriptedLevels.load(sessions: count, requests: plan.requestsMax ?? 100) { index in
                let noise = Double(index * 7919 % 97) / 970
                let whole = max(1, Double(count) / 3) * (1 + noise)
                return (whole - 0.9, whole)
            }
        }
        let report = try await report([subject])
        let endpoint = try #require(report.endpoints.first)
        guard case .at(let knee) = endpoint.knee(.concurrency, confidence: 0.95) else {
            Issue.record("no knee")
            return
        }
        #expect(abs(knee.point - 3) < 0.25, "\(knee)")
        #expect(knee.lower < 3.1 && knee.upper > 2.9)
    }

    @Test func `throughput that still grows has its knee above`() async throws {
        let report = try await report(
            [ScriptedLevels.subject(measure: ScriptedLevels.growing)], levels: [1, 2])
        #expect(report.endpoints.first?.knee(.concurrency, confidence: 0.95) == .above(2))
    }
}
