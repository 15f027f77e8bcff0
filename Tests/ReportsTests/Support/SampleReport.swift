import Estimates
import Inference
import Load
import Readiness

/// Turns requests into a report with statistics such as a gate has.
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
        default: return
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
        var good = 0
        var worst: Double?
        for record in counted {
            let value = Self.value(of: objective.metric, record)
            if record.isSuccess, value.map({ $0 <= objective.threshold }) ?? true { good += 1 }
            guard objective.metric.dimension == .duration else { continue }
            worst = max(worst ?? 0, record.isSuccess ? value ?? 0 : .infinity)
        }
        let share = Self.share(good: good, of: counted.count, hard: hard)
        let required = objective.requiredShare ?? 1
        result.judgement = share.judged(against: .atLeast(required))
        result.within = good
        result.total = counted.count
        result.share = share
        result.worst = worst
        result.observed = observed(objective)
        if result.judgement == .undecided {
            result.furtherCleanProbes = (1...2000).first { further in
                let more = Self.share(good: good + further, of: counted.count + further, hard: hard)
                return more.lower >= required
            }
        } else {
            result.decidedAfter = counted.count
        }
    }

    /// The always-valid bounds of `reference/slo-and-gates.md`, 5.3, at the last look.
    private static func share(good: Int, of total: Int, hard: Int) -> Estimate {
        let accepting = BetaMixture(a: 50, b: 1)
        return Estimate(
            point: total == 0 ? .nan : Double(good) / Double(total),
            lower: accepting.lowerBound(successes: good, trials: total, alpha: 0.05),
            upper: BetaMixture.uniform.upperBound(
                successes: good, trials: total, alpha: 0.05 / Double(hard)),
            count: total, confidence: 0.95, method: .betaMixture)
    }

    /// Gaps get an interval of a fixed width: how a true one is drawn is not what reports are
    /// tested for.
    private func judgeGaps(_ result: inout ObjectiveResult) {
        let gaps = counted.flatMap { $0.gaps.map(\.seconds) }
        let within = gaps.count { $0 <= result.objective.threshold }
        let point = Double(within) / Double(gaps.count)
        let share = Estimate(
            point: point, lower: max(0, point - 0.047), upper: min(1, point + 0.05),
            count: counted.count, confidence: 0.95, method: .bettingSupermartingale)
        result.judgement = share.judged(against: .atLeast(result.objective.requiredShare ?? 1))
        result.within = within
        result.total = gaps.count
        result.share = share
        result.worst = gaps.max()
        result.decidedAfter = result.judgement == .undecided ? nil : counted.count
        result.furtherCleanProbes = result.judgement == .undecided ? 303 : nil
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
            let gaps = counted.flatMap { $0.gaps.map(\.seconds) }.sorted()
            guard !gaps.isEmpty else { return nil }
            let point = OrderStatistic.percentile(sorted: gaps, share: rank / 100).point
            return Estimate(
                point: point, lower: point * 0.95, upper: rank < 99 ? point * 1.06 : .infinity,
                count: counted.count, confidence: 0.95, method: .clusterBootstrap)
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
