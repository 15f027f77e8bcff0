import Capacity
import Estimates
import Foundation
import Inference
import Load
import Readiness

/// Loads made up from a seed, evaluated as a run's own records are.
enum SampleLoad {
    static let names = ["load-passed", "load-failed", "load-late", "load-cold"]

    /// A load's report, its requests, and the cold run where there is one.
    struct Sample {
        var report: LoadReport
        var probes: [ProbeRecord]
        var cold: LoadReport?
    }

    static func sample(_ name: String) throws -> Sample {
        switch name {
        case "load-failed": try failed()
        case "load-late": try late()
        case "load-cold": try cold()
        default: try passed()
        }
    }

    // MARK: - The loads

    /// An open loop with a warm-up, all of it answered in time.
    private static func passed() throws -> Sample {
        var requests = SampleRequests(seed: 1)
        for _ in 0..<8 { requests.answer(ttft: 0.9, spacing: 0.25, isWarmup: true) }
        for _ in 0..<160 { requests.answer(ttft: 0.2, spacing: 0.25) }
        var plan = openPlan
        plan.warmup = .seconds(2)
        var report = try report(
            requests.records, plan, objectives: ["ttft p95 <= 1s", "error rate <= 5%"])
        report.name = "chat-demo"
        report.directory = "runs/chat-demo-20261121T031500Z"
        return Sample(report: report, probes: requests.records)
    }

    /// Sessions whose server says what would break a page, and fails.
    private static func failed() throws -> Sample {
        var requests = SampleRequests(seed: 2)
        for index in 0..<60 {
            switch index % 12 {
            case 3:
                requests.fail(
                    "error_in_stream", error: "<script>alert(1)</script>\u{1B}[31m | `x`",
                    status: 200)
            case 7: requests.fail("server_error", error: "HTTP 503: no room", status: 503)
            case 10: requests.fail("truncated", error: "the stream ended early", status: 200)
            default: requests.answer(ttft: 0.4)
            }
        }
        var plan = LoadPlan(shape: .closed(sessions: LoadCurve(constant: 4)), seed: 7)
        plan.history = .grow
        plan.requestsMax = 60
        plan.tokensMax = 100_000
        var report = try report(
            requests.records, plan, objectives: ["ttft p95 <= 1s"], end: .requestsSpent)
        report.name = "<b>name</b> | \u{1B}[2J"
        var opened = OpenedConnections()
        opened.count = 3
        opened.connectTimes = [.microseconds(210), .microseconds(180), .milliseconds(12)]
        opened.secureTimes = [.milliseconds(3), .milliseconds(4), .milliseconds(5)]
        opened.shortfall = .tlsFailed(.handshake, "<i>no</i> \u{1B}[2J")
        report.opened = opened
        return Sample(report: report, probes: requests.records)
    }

    /// A client that was late, and could not send everything.
    private static func late() throws -> Sample {
        var requests = SampleRequests(seed: 3)
        for _ in 0..<80 { requests.answer(ttft: 0.2, spacing: 0.25) }
        var records = requests.records
        for index in stride(from: 0, to: 80, by: 3) {
            records[index].startDelay = .milliseconds(100 + index)
        }
        var report = try report(
            records, openPlan, lagP99: .milliseconds(120), unsent: 40, cores: 1.9)
        report.name = "chat-demo"
        report.notes.append("1.9 of 2 cores will be busy at this rate")
        return Sample(report: report, probes: records)
    }

    /// A load run warm, then with a fresh connection for every request.
    private static func cold() throws -> Sample {
        var sample = try passed()
        var requests = SampleRequests(seed: 5)
        for _ in 0..<160 { requests.answer(ttft: 0.35, spacing: 0.25) }
        var cold = try report(
            requests.records, openPlan, objectives: ["ttft p95 <= 1s", "error rate <= 5%"])
        cold.name = "chat-demo"
        sample.cold = cold
        return sample
    }

    // MARK: - Evaluation

    private static var openPlan: LoadPlan {
        var plan = LoadPlan(
            shape: .open(rate: LoadCurve(constant: 4), arrivals: .poisson), seed: 7)
        plan.duration = .seconds(40)
        plan.inFlightMax = 1024
        return plan
    }

    private static func report(
        _ records: [ProbeRecord], _ plan: LoadPlan, objectives: [String] = [],
        end: LoadEnd = .timeSpent, lagP99: Duration = .milliseconds(2), unsent: Int = 0,
        cores: Double = 0.2
    ) throws -> LoadReport {
        var load = MeasuredLoad(startedAt: SampleRequests.start, end: end)
        load.records = records
        load.countsFrom = plan.warmup
        load.countsUntil = records.map(\.intendedStart).max() ?? .zero
        load.unsentCount = unsent
        load.lag = SchedulingLag(
            count: 1000, median: .microseconds(200), p99: lagP99, largest: lagP99 * 2)
        load.cores = cores
        let target = TargetIdentity(
            url: "http://chat-demo:8000", model: "demo", api: "openai-chat", engine: "vllm")
        return LoadEvaluation(
            target: target, objectives: try objectives.map { try Objective.parse($0) }
        ).report(of: load, plan: plan, workload: "short-chat")
    }
}
