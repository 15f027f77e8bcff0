import Capacity
import Estimates
import Foundation
import Inference
import Load
import Readiness
import Testing

@Suite struct LoadEvaluationTests {
    private let begin = Date(timeIntervalSince1970: 1_700_000_000)
    private let target = TargetIdentity(
        url: "http://localhost:8000", model: "m", api: "openai-chat")

    /// A request that was answered: 100 ms to the first token, then 9 tokens 10 ms apart.
    private func record(_ index: Int, at start: Duration) -> ProbeRecord {
        var record = ProbeRecord(
            index: index, provider: "p", model: "m", timestamp: begin, outcome: "completed",
            outcomeClass: .success)
        record.intendedStart = start
        record.timeToFirstToken = .milliseconds(100)
        record.endToEnd = .milliseconds(190)
        record.gaps = Gaps(repeatElement(.milliseconds(10), count: 9))
        record.outputTokens = 10
        record.maxTokens = 10
        record.chunks = 10
        record.reads = 10
        return record
    }

    private func failed(_ record: ProbeRecord) -> ProbeRecord {
        var record = record
        record.outcome = "server_error"
        record.outcomeClass = .failure
        record.error = "503 server error"
        record.timeToFirstToken = nil
        record.gaps = []
        record.outputTokens = nil
        return record
    }

    /// Ten seconds of an open loop of 20 a second.
    private func load(
        _ change: (inout [ProbeRecord]) -> Void = { _ in }
    ) -> MeasuredLoad {
        var load = MeasuredLoad(startedAt: begin, end: .timeSpent)
        load.records = (0..<200).map { record($0, at: .milliseconds($0 * 50)) }
        change(&load.records)
        load.countsUntil = .seconds(10)
        load.lag = SchedulingLag(
            count: 1000, median: .microseconds(50), p99: .milliseconds(1),
            largest: .milliseconds(2))
        load.cores = 0.1
        return load
    }

    private var plan: LoadPlan {
        var plan = LoadPlan(
            shape: .open(rate: LoadCurve(constant: 20), arrivals: .constant), seed: 1)
        plan.duration = .seconds(10)
        return plan
    }

    private func report(
        _ load: MeasuredLoad, _ objectives: [String] = []
    ) throws -> LoadReport {
        LoadEvaluation(target: target, objectives: try objectives.map { try Objective.parse($0) })
            .report(of: load, plan: plan, workload: "short-chat")
    }

    private func p50(_ report: LoadReport, _ metric: ObjectiveMetric) -> Double? {
        report.latencies.first { $0.metric == metric }?.percentiles.first { $0.rank == 50 }?
            .value.point
    }

    @Test func `a clean load passes, with its rates`() throws {
        let report = try report(load(), ["ttft p95 <= 500ms"])
        #expect(report.standing == .passed)
        #expect(report.counts.counted == 200)
        #expect(report.counts.failed == 0)
        #expect(p50(report, .ttft) == 0.1)
        #expect(p50(report, .itl) == 0.01)
        #expect(report.offeredRate == 20)
        // The last four are answered after the end.
        let rate = try #require(report.requestRate)
        #expect(rate.lower <= 19.7 && rate.upper >= 19.7)
        #expect(abs(rate.point - 19.7) < 0.2)
        #expect(abs(try #require(report.goodput).point - rate.point) < 1e-9)
        #expect(abs(try #require(report.outputTokenRate).point - 197) < 3)
        #expect(abs(try #require(report.meanInFlight) - 3.8) < 0.1)
        #expect(report.coalescedShare == 0)
        #expect(report.selfCheck.state == .passed)
    }

    @Test func `failed requests fail the load and are slower than any number`() throws {
        let report = try report(load { $0[3] = failed($0[3]) })
        #expect(report.standing == .failed)
        #expect(report.counts.failed == 1)
        #expect(report.failures.map(\.outcome) == ["server_error"])
        let half = try self.report(
            load { records in for index in 0..<120 { records[index] = failed(records[index]) } })
        #expect(p50(half, .ttft) == .infinity)
        #expect(p50(half, .itl) == .infinity)
    }

    @Test func `goodput counts what kept every limit`() throws {
        let report = try report(
            load { records in
                for index in stride(from: 0, to: 200, by: 2) {
                    records[index].timeToFirstToken = .milliseconds(150)
                }
            }, ["ttft p90 <= 120ms"])
        let rate = try #require(report.requestRate).point
        #expect(abs(try #require(report.goodput).point - rate / 2) < 0.3)
        #expect(report.objectives.map(\.judgement) == [.violated])
        #expect(report.standing == .failed)
    }

    @Test func `an objective that so few requests cannot show is undecided`() throws {
        let report = try report(load { $0.removeLast(180) }, ["ttft p99 <= 500ms"])
        #expect(report.objectives.map(\.judgement) == [.undecided])
        #expect(report.standing == .inconclusive)
    }

    @Test func `a client that ran late decides nothing`() throws {
        var late = load()
        late.lag = SchedulingLag(
            count: 1000, median: .milliseconds(5), p99: .milliseconds(120),
            largest: .milliseconds(300))
        let report = try report(late, ["ttft p95 <= 500ms"])
        #expect(report.selfCheck.state == .failed)
        #expect(report.selfCheck.message.hasPrefix("firstlight was the bottleneck"))
        #expect(report.standing == .inconclusive)
    }

    @Test func `starts that came late are the client's fault`() throws {
        let report = try report(
            load { records in
                for index in 0..<10 { records[index].startDelay = .milliseconds(200) }
            })
        #expect(report.standing == .inconclusive)
        #expect(report.selfCheck.message.contains("one start in a hundred was 200 ms late"))
        #expect(report.startDelayMax == .milliseconds(200))
    }

    @Test func `starts that were never sent are the client's fault`() throws {
        var unsent = load()
        unsent.unsentCount = 50
        let report = try report(unsent)
        #expect(report.standing == .inconclusive)
        #expect(report.selfCheck.message.contains("50 of 250 planned requests were not sent"))
        #expect(report.offeredRate == 25)
    }

    @Test func `a failure is told even where the client was late`() throws {
        var late = load { $0[0] = failed($0[0]) }
        late.lag = SchedulingLag(
            count: 10, median: .zero, p99: .milliseconds(500), largest: .milliseconds(500))
        #expect(try report(late).standing == .failed)
    }

    @Test func `chunks that came in one read are told as coalesced gaps`() throws {
        let report = try report(
            load { records in for index in records.indices { records[index].reads = 4 } })
        #expect(abs(try #require(report.coalescedShare) - 6.0 / 9) < 1e-9)
    }

    @Test func `the warm-up counts for nothing`() throws {
        var warm = load { records in
            for index in 0..<40 {
                records[index].isWarmup = true
                records[index].timeToFirstToken = .seconds(5)
            }
        }
        warm.countsFrom = .seconds(2)
        let report = try report(warm)
        #expect(report.counts.warmup == 40)
        #expect(report.counts.counted == 160)
        #expect(p50(report, .ttft) == 0.1)
        #expect(report.offeredRate == 20)
    }

    @Test func `a load without an answer is no success`() throws {
        let report = try report(load { $0 = [] })
        #expect(report.standing == .inconclusive)
        #expect(report.requestRate?.point ?? 0 == 0)
    }
}
