import Capacity
import Estimates
import Foundation
import Load
import Readiness
import Synchronization
import Testing

@Suite struct LevelLooksTests {
    private var budget: LevelBudget { .untilDecided(from: 150, duration: nil) }

    private func sweep(
        _ measure: @escaping @Sendable (Int, LoadPlan) -> MeasuredLoad
    ) async throws -> SweepLevel {
        let plan = try SweepPlan(
            axis: .concurrency, search: .levels([1]), budget: budget, seed: 5)
        let report = await SweepRunner(
            name: "test", plan: plan, subjects: [try ScriptedLevels.subject(measure: measure)],
            now: { Date(timeIntervalSince1970: 1_800_000_000) }, elapsed: { .zero }
        ).run()
        return try #require(report.endpoints.first?.levels.first)
    }

    /// Answers of which every so-and-so-many-th is too late.
    private static func lateEvery(
        _ period: Int
    ) -> @Sendable (Int, LoadPlan) -> MeasuredLoad {
        { sessions, plan in
            ScriptedLevels.load(sessions: sessions, requests: plan.requestsMax ?? 0) { index in
                index % period == period - 1 ? (2, 3) : (0.1, 1)
            }
        }
    }

    @Test func `a level that is decided ends at its first look`() async throws {
        let level = try await sweep(ScriptedLevels.growing)
        #expect(level.judgement == .met, "\(level.reason)")
        #expect(level.report.counts.counted == 150)
        #expect(level.report.end == .requestsSpent)
        #expect(abs(level.confidence - (1 - 0.05 / 3)) < 1e-12)
    }

    @Test func `a level that clearly fails ends at its first look`() async throws {
        let level = try await sweep(Self.lateEvery(3))
        #expect(level.judgement == .violated)
        #expect(level.report.counts.counted == 150)
    }

    @Test func `a level goes on while it is undecided`() async throws {
        let later = try await sweep(Self.lateEvery(50))
        #expect(later.judgement == .met, "\(later.reason)")
        #expect(later.report.counts.counted == 300)
        let never = try await sweep(Self.lateEvery(20))
        #expect(never.judgement == .undecided)
        #expect(never.report.counts.counted == 600)
    }

    @Test func `a look waits for the slow, and counts nobody who started later`() throws {
        let plan = try SweepPlan(
            axis: .concurrency, search: .levels([2]), budget: budget, seed: 5)
        let seen = Mutex<[Int]>([])
        let looks = LevelLooks(budget, of: plan.load(at: 2, number: 0)) { records in
            seen.withLock { $0 = records.map(\.index) }
            return true
        }
        for index in 1..<200 {
            #expect(
                looks.take(ScriptedLevels.record(index, start: Double(index))) == .proceed)
        }
        #expect(looks.take(ScriptedLevels.record(0, start: 0, endToEnd: 400)) == .stop)
        #expect(seen.withLock { $0 } == Array(0..<154))
        #expect(looks.decidedAt == 154)

        var load = MeasuredLoad(startedAt: .distantPast, end: .stopped)
        load.records = (0..<200).map { ScriptedLevels.record($0, start: Double($0)) }
        load.countsUntil = .seconds(500)
        looks.cut(&load)
        #expect(load.records.count == 154)
        #expect(load.countsUntil == .seconds(153))
        #expect(load.end == .requestsSpent)
    }

    @Test func `a number of requests that was asked for is looked at once`() throws {
        let plan = try SweepPlan(
            axis: .concurrency, search: .levels([1]),
            budget: LevelBudget(requests: 150, duration: nil), seed: 5)
        let looks = LevelLooks(plan.budget, of: plan.load(at: 1, number: 0)) { _ in true }
        for index in 0..<200 {
            #expect(
                looks.take(ScriptedLevels.record(index, start: Double(index))) == .proceed)
        }
        #expect(looks.decidedAt == nil)
        #expect(plan.levelConfidence == 0.95)
    }

    @Test func `an endpoint at the limit is called met no more often than one look would`()
        async throws
    {
        // 5.5 % late where 5 % are allowed: to be met is wrong.
        let wrong = Mutex(0)
        let runs = 200
        for run in 0..<runs {
            let level = try await sweep { sessions, plan in
                var generator = SplitMix64(seed: UInt64(run) &* 0x9E37_79B9)
                var load = ScriptedLevels.load(
                    sessions: sessions, requests: plan.requestsMax ?? 0
                ) { _ in
                    let isLate = Double.random(in: 0..<1, using: &generator) < 0.055
                    return isLate ? (2, 3) : (0.1, 1)
                }
                // Gaps would be resampled, and nothing is asked of them.
                for place in load.records.indices { load.records[place].gaps = [] }
                return load
            }
            if level.judgement == .met { wrong.withLock { $0 += 1 } }
        }
        // 5 % of 200 are 10; 18 and more would have a chance of less than 2 %.
        #expect(wrong.withLock { $0 } < 18)
    }
}
