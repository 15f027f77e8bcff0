import Estimates
import Inference
import Load
import Readiness

/// Turns requests into a report with the statistics that a gate uses.
///
/// It is not a gate: which verdict the numbers amount to is said by the caller, so that every
/// renderer meets every verdict.
struct SampleReport {
    private let records: [ProbeRecord]
    private let confidence = 0.95

    /// The report so far.
    var report: GateReport

    /// Begins a report of a live endpoint.
    init(
        _ records: [ProbeRecord], verdict: Verdict, class verdictClass: VerdictClass? = nil,
        headline: String
    ) {
        self.records = records
        var target = TargetIdentity(
            url: "http://127.0.0.1:41873", model: "demo", api: "openai-chat", engine: "vllm",
            engineVersion: "0.11.0")
        target.limits = [.init(name: "max_model_len", value: "8192", source: "/v1/models")]
        report = GateReport(
            verdict: verdict, headline: headline, name: "chat-demo", target: target,
            startedAt: SampleRequests.start, rule: .sequential, confidence: confidence)
        report.verdictClass = verdictClass
        report.probes = records
        report.toolVersion = "0.1.0"
        report.profileDigest = "6f2a9d0c51e8b374"
        report.directory = "runs/chat-demo-20261121T031500Z"
        report.workload = [
            .init(name: "prompt", value: "short-chat"), .init(name: "prompt tokens", value: "128"),
            .init(name: "max tokens", value: "32"), .init(name: "concurrency", value: "4"),
        ]
        count()
        summarise()
    }

    private var counted: [ProbeRecord] {
        records.filter { !$0.isWarmup && $0.outcomeClass != .excluded }
    }

    private mutating func count() {
        report.counts.warmup = records.count(where: \.isWarmup)
        report.counts.counted = counted.count
        report.counts.succeeded = counted.count(where: \.isSuccess)
        report.counts.failed = counted.count - report.counts.succeeded
        report.counts.excluded = records.count - counted.count - report.counts.warmup
        let last = records.last
        report.duration = (last?.intendedStart ?? .zero) + (last?.endToEnd ?? .zero)
        for record in counted where !record.isSuccess {
            if let index = report.failures.firstIndex(where: { $0.outcome == record.outcome }) {
                report.failures[index].count += 1
            } else {
                report.failures.append(
                    FailureCount(
                        outcome: record.outcome, outcomeClass: record.outcomeClass, count: 1,
                        example: record.error ?? ""))
            }
        }
    }

    // MARK: - Objectives

    /// Judges an objective on the requests.
    mutating func judge(
        _ text: String, _ severity: ObjectiveResult.Severity = .hard, hard: Int = 3
    ) throws {
        let objective = try Objective.parse(text)
        var result = ObjectiveResult(
            objective: objective, severity: severity, judgement: .undecided)
        switch objective.kind {
        case .perRequestShare: judgeRequests(&result, hard: severity == .hard ? hard : 1)
        case .perGapShare: judgeGaps(&result)
        case .sampledGaugeMax, .counterDelta: return
        }
        report.objectives.append(result)
    }

    /// Judges an objective on a value of the server.
    mutating func judge(_ text: String, observed: Estimate, note: String? = nil) throws {
        let objective = try Objective.parse(text)
        var result = ObjectiveResult(objective: objective, severity: .soft, judgement: .undecided)
        result.judgement = observed.judged(against: .atMost(objective.threshold))
        result.observed = observed
        result.worst = observed.point
        result.note = note
        report.objectives.append(result)
    }

    private func judgeRequests(_ result: inout ObjectiveResult, hard: Int) {
        let objective = result.objective
        var test = ShareTest(
            share: objective.requiredShare ?? 1, confidence: confidence, hardObjectives: hard)
        var worst: Double?
        for record in counted {
            let value = Self.value(of: objective.metric, record)
            test.record(record.isSuccess && value.map { $0 <= objective.threshold } ?? true)
            guard objective.metric.dimension == .duration else { continue }
            worst = max(worst ?? 0, record.isSuccess ? value ?? 0 : .infinity)
        }
        result.judgement = test.judgement
        result.within = test.successes
        result.total = test.trials
        result.share = test.estimate
        result.worst = worst
        result.decidedAfter = test.decidedAfter
        if test.judgement == .undecided { result.furtherCleanProbes = test.furtherCleanProbes }
        result.observed = observed(objective)
    }

    private func judgeGaps(_ result: inout ObjectiveResult) {
        var test = GapShareTest(
            share: result.objective.requiredShare ?? 1, confidence: confidence, gapCap: 31)
        for record in counted {
            let gaps = record.gaps.map(\.seconds)
            test.record(within: gaps.count { $0 <= result.objective.threshold }, of: gaps.count)
            result.worst = max(result.worst ?? 0, gaps.max() ?? 0)
        }
        result.judgement = test.judgement
        result.within = test.gapsWithin
        result.total = test.gaps
        result.share = test.estimate
        result.decidedAfter = test.decidedAfter
        if test.judgement == .undecided {
            result.furtherCleanProbes = test.furtherCleanRequests(gapsEach: 31)
        }
        result.observed = observed(result.objective)
    }

    private func observed(_ objective: Objective) -> Estimate? {
        guard case .percentile(let rank) = objective.statistic else {
            let good = counted.count(where: \.isSuccess)
            return counted.isEmpty
                ? nil
                : BinomialInterval.clopperPearson(successes: good, trials: counted.count)
                    .complement
        }
        return estimate(objective.metric, rank: rank)
    }

    // MARK: - Latencies

    private mutating func summarise() {
        for metric in [ObjectiveMetric.ttft, .itl, .e2e] {
            let finite = counted.filter(\.isSuccess).flatMap { record in
                metric == .itl
                    ? record.gaps.map(\.seconds)
                    : [Self.value(of: metric, record)].compactMap(\.self)
            }
            guard let least = finite.min(), let most = finite.max() else { continue }
            let percentiles = [50.0, 90, 95, 99].compactMap { rank in
                estimate(metric, rank: rank).map {
                    LatencySummary.Percentile(rank: rank, value: $0)
                }
            }
            report.latencies.append(
                LatencySummary(
                    metric: metric, percentiles: percentiles, range: least...most,
                    count: metric == .itl ? finite.count : counted.count))
        }
    }

    private func estimate(_ metric: ObjectiveMetric, rank: Double) -> Estimate? {
        if metric == .itl {
            var random = SplitMix64(seed: 1)
            return ClusterBootstrap.percentile(
                clusters: counted.map { $0.gaps.map(\.seconds) }, share: rank / 100,
                resamples: 200, using: &random)
        }
        let values = counted.compactMap { record in
            record.isSuccess ? Self.value(of: metric, record) : .infinity
        }
        guard !values.isEmpty else { return nil }
        return OrderStatistic.percentile(sorted: values.sorted(), share: rank / 100)
    }

    private static func value(of metric: ObjectiveMetric, _ record: ProbeRecord) -> Double? {
        switch metric {
        case .ttft: record.timeToFirstToken?.seconds
        case .e2e: record.endToEnd?.seconds
        default: nil
        }
    }
}
