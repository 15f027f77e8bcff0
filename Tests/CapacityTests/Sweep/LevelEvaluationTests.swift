import Capacity
import Estimates
import Foundation
import Load
import Readiness
import Testing

@Suite struct LevelEvaluationTests {
    private func evaluate(
        _ load: MeasuredLoad, level: Double = 4, axis: SweepAxis = .concurrency,
        objectives: [String] = ["ttft p95 <= 1s"]
    ) throws -> SweepLevel {
        let subject = try ScriptedLevels.subject(objectives: objectives) { _, _ in load }
        let shape: LoadShape =
            axis == .concurrency
            ? .closed(sessions: LoadCurve(constant: level))
            : .open(rate: LoadCurve(constant: level), arrivals: .constant)
        return LevelEvaluation(subject, axis: axis, confidence: 0.95).evaluate(
            level, plan: LoadPlan(shape: shape, seed: 1), workload: "test",
            run: LevelRun(load: load))
    }

    /// An order that looks like chance and is the same everywhere.
    private func noise(_ index: Int) -> Double { Double(index * 7919 % 97) / 97 }

    @Test func `enough good requests meet an objective`() throws {
        let load = ScriptedLevels.load(sessions: 4, requests: 168) { index in
            (0.1 + 0.1 * noise(index), 1 + 0.3 * noise(index))
        }
        let level = try evaluate(load)
        #expect(level.judgement == .met)
        #expect((150...160).contains(level.report.counts.counted))
        #expect(level.furtherRequests == nil)
    }

    @Test func `too few say how many more they need`() throws {
        let load = ScriptedLevels.load(sessions: 4, requests: 48) { index in
            (0.1 + 0.1 * noise(index), 1 + 0.3 * noise(index))
        }
        let level = try evaluate(load)
        #expect(level.judgement == .undecided)
        let further = try #require(level.furtherRequests)
        #expect(further >= 59 - 40)
        #expect(level.reason == "ttft p95 <= 1 s")
    }

    @Test func `slow ones violate it`() throws {
        let load = ScriptedLevels.load(sessions: 4, requests: 168) { index in
            (index % 5 == 0 ? 1.5 : 0.2, 2)
        }
        #expect(try evaluate(load).judgement == .violated)
    }

    @Test func `requests that hang together decide less than their number`() throws {
        // Every stretch of twenty is fast or slow as a whole.
        let load = ScriptedLevels.load(sessions: 4, requests: 168) { index in
            (0.2 + 0.2 * noise(index / 20) + 0.001 * noise(index), 2)
        }
        let level = try evaluate(load)
        #expect(level.correlationTime > 5)
        #expect(level.judgement == .undecided)
        let further = try #require(level.furtherRequests)
        #expect(further > 100)
    }

    @Test func `throughput counts what lies in the steady part`() throws {
        let load = ScriptedLevels.load(sessions: 4, requests: 168) { _ in (0.1, 1) }
        let level = try evaluate(load)
        let rate = try #require(level.report.requestRate)
        #expect(abs(rate.point - 4) < 0.2)
        let tokens = try #require(level.report.outputTokenRate)
        #expect(abs(tokens.point - 40) < 2)
        let flight = try #require(level.report.meanInFlight)
        // Little's law: 4 requests a second of one second each.
        #expect(abs(flight - 4) < 0.1)
    }

    @Test func `a client that lags is the bottleneck`() throws {
        var load = ScriptedLevels.load(sessions: 4, requests: 168) { _ in (1.05, 2) }
        #expect(try evaluate(load).judgement == .violated)
        load.lag = SchedulingLag(
            count: 1000, median: .milliseconds(20), p99: .milliseconds(200),
            largest: .milliseconds(400))
        let level = try evaluate(load)
        #expect(level.isClientBound)
        #expect(level.judgement == .undecided)
        #expect(level.reason.contains("scheduling lag"))
    }

    @Test func `a client that cannot offer the rate says nothing of the endpoint`() throws {
        var load = MeasuredLoad(
            startedAt: Date(timeIntervalSince1970: 1_800_000_000), end: .timeSpent)
        load.records = (0..<100).map { ScriptedLevels.record($0, start: Double($0) * 0.1) }
        load.unsentCount = 20
        let level = try evaluate(load, level: 12, axis: .rate)
        #expect(level.isClientBound)
        #expect(level.reason == "20 of 120 planned requests were not sent in time")
    }

    @Test func `a rate that is not answered is not held, whatever the latencies`() throws {
        var load = MeasuredLoad(
            startedAt: Date(timeIntervalSince1970: 1_800_000_000), end: .timeSpent)
        // Ten starts a second of which five a second end.
        load.records = (0..<300).map {
            ScriptedLevels.record($0, start: Double($0) * 0.1, endToEnd: 1 + Double($0) * 0.1)
        }
        load.countsUntil = .seconds(30)
        let level = try evaluate(load, level: 10, axis: .rate)
        #expect(level.judgement == .violated)
        #expect(level.reason.hasPrefix("of 10 requests/s at most"))
    }
}
