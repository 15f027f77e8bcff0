import Estimates
import Readiness

/// One objective's result in words, the same in every report.
///
/// | objective | observed | evidence | judgement |
/// |---|---|---|---|
/// | `ttft p95 <= 2.5 s` | 4 of 7 within, max 5.5 s | at most 94 % within; 95 % are needed | violated |
/// | `e2e p95 <= 20 s` | 7 of 7 within, max 11.6 s | at least 64 % within | undecided, 70 more clean probes |
/// | `error rate <= 5 %` | 0 of 7 | at most 36 % failing | undecided, 70 more clean probes |
/// | `kv cache max <= 85 %` | max 71 % over 12 samples | sampled: what lies between two samples is unseen | met |
struct ObjectiveWords {
    private let result: ObjectiveResult
    private let report: GateReport

    /// Puts a result of a report into words.
    init(_ result: ObjectiveResult, of report: GateReport) {
        self.result = result
        self.report = report
    }

    /// The objective's canonical text.
    var objective: String { result.objective.description }

    /// What was seen.
    var observed: String {
        guard let total = result.total, let within = result.within else { return observedValue }
        guard total > 0 else { return "nothing observed" }
        let (good, all) = (Decimals.grouped(within), Decimals.grouped(total))
        switch result.objective.metric {
        case .errorRate: return "\(Decimals.grouped(total - within)) of \(all)"
        case .successRate: return "\(good) of \(all)"
        default: break
        }
        let isOfGaps =
            result.objective.kind == .perGapShare || result.objective.metric == .serverITL
        let things = isOfGaps ? " gaps" : ""
        return ["\(good) of \(all)\(things) within", worst].compactMap(\.self)
            .joined(separator: ", ")
    }

    /// What that shows, at the report's confidence.
    var evidence: String {
        guard let share = result.share, let required = result.objective.requiredShare else {
            return observedEvidence
        }
        guard share.count > 0, !share.point.isNaN else { return "nothing to judge by" }
        if result.objective.kind == .serverHistogram {
            return shareEvidence(share, required: required)
        }
        if case .threshold = report.rule { return thresholdEvidence }
        return result.objective.metric == .errorRate
            ? failingEvidence(share.complement) : shareEvidence(share, required: required)
    }

    /// Met, violated or undecided, and what would decide.
    var judgement: String {
        let soft = result.severity == .soft ? " (soft)" : ""
        switch standing {
        case .met: return "met\(soft)"
        case .violated: return "violated\(soft)"
        case .undecided:
            guard let further, further > 0 else { return "undecided\(soft)" }
            let probes = further == 1 ? "probe" : "probes"
            return "undecided\(soft), \(Decimals.grouped(further)) more clean \(probes)"
        }
    }

    /// Met, violated or undecided under the gate's rule.
    var standing: Judgement { report.standing(of: result) }

    private var further: Int? {
        guard case .threshold(let minProbes, _) = report.rule, let total = result.total,
            !result.objective.metric.isServerSide
        else {
            return result.furtherCleanProbes
        }
        return minProbes - total
    }

    /// The remark that the other words do not already say.
    var remark: String? {
        guard let note = result.note, !note.isEmpty, note != evidence else { return nil }
        return note
    }

    // MARK: - Observed

    private var worst: String? {
        guard let worst = result.worst, !worst.isNaN else { return nil }
        // A failed request is infinitely slow, and writes no token in any time.
        guard worst.isFinite, worst > 0 || result.objective.comparison == .atMost else {
            let failed = report.counts.failed
            guard result.objective.kind == .perRequestShare, failed > 0,
                result.total == report.counts.counted
            else { return "failed requests among them" }
            return "\(Decimals.grouped(failed)) failed"
        }
        let word = result.objective.comparison == .atMost ? "max" : "min"
        return "\(word) " + figure(worst)
    }

    private var observedValue: String {
        guard let observed = result.observed, observed.point.isFinite else {
            return "nothing observed"
        }
        switch result.objective.kind {
        case .sampledGauge:
            let samples = observed.count == 1 ? "sample" : "samples"
            let which = result.objective.statistic == .sustained ? "min" : "max"
            return
                "\(which) \(figure(observed.point)) over \(Decimals.grouped(observed.count)) \(samples)"
        case .counterDelta: return "\(bounded(observed)) in the run"
        case .counterRate, .windowShare: return bounded(observed)
        case .serverHistogram:
            let things = observed.count == 1 ? "observation" : "observations"
            let name = result.objective.statistic.description
            return "\(name) \(bounded(observed)) of \(Decimals.grouped(observed.count)) \(things)"
        case .perRequestShare, .perGapShare: return figure(observed.point)
        }
    }

    /// A value of the server: what it is, or the bounds that it lies between.
    private func bounded(_ estimate: Estimate) -> String {
        let dimension = result.objective.metric.dimension
        if estimate.lower == estimate.upper { return figure(estimate.point) }
        guard estimate.upper.isFinite else {
            return "at least " + FigureText.value(estimate.lower, dimension, rounding: .down)
        }
        guard estimate.lower > 0 else {
            return "at most " + FigureText.value(estimate.upper, dimension, rounding: .up)
        }
        return FigureText.interval(estimate.lower, estimate.upper, dimension)
    }

    private func figure(_ value: Double) -> String {
        let limit: Limit =
            result.objective.comparison == .atMost
            ? .atMost(result.objective.threshold) : .atLeast(result.objective.threshold)
        return FigureText.value(value, result.objective.metric.dimension, limit: limit)
    }

    // MARK: - Evidence

    private var observedEvidence: String {
        guard let observed = result.observed, observed.point.isFinite else {
            return result.note ?? "nothing to judge by"
        }
        if let note = result.note, !note.isEmpty { return note }
        switch result.objective.kind {
        case .sampledGauge: return "sampled: what lies between two samples is unseen"
        default: return "counted exactly"
        }
    }

    private func shareEvidence(_ share: Estimate, required: Double) -> String {
        let word = result.objective.metric == .successRate ? "succeeding" : "within"
        // A share that its buckets or its replicas leave open says less than its bounds seem to.
        if result.judgement == .undecided, result.objective.kind == .serverHistogram {
            return "\(ShareText.interval(share.lower, share.upper)) \(word); "
                + "\(ShareText.exact(required)) are needed"
        }
        switch result.judgement {
        case .met:
            return ShareText.atLeast(share.lower, limit: required, isAbove: false) + " \(word)"
        case .violated:
            return ShareText.atMost(share.upper, limit: required, isBelow: true)
                + " \(word); \(ShareText.exact(required)) are needed"
        case .undecided:
            guard share.upper < 1 else { return "at least \(down(share.lower)) \(word)" }
            return "\(ShareText.interval(share.lower, share.upper)) \(word); "
                + "\(ShareText.exact(required)) are needed"
        }
    }

    private func failingEvidence(_ share: Estimate) -> String {
        let allowed = result.objective.threshold
        switch result.judgement {
        case .met:
            return ShareText.atMost(share.upper, limit: allowed, isBelow: false) + " failing"
        case .violated:
            return ShareText.atLeast(share.lower, limit: allowed, isAbove: true)
                + " failing; \(ShareText.exact(allowed)) are allowed"
        case .undecided:
            guard share.lower > 0 else {
                return "at most \(ShareText.figure(share.upper, rounding: .up)) failing"
            }
            return "\(ShareText.interval(share.lower, share.upper)) failing; "
                + "\(ShareText.exact(allowed)) are allowed"
        }
    }

    /// What the classic rule looked at, and what so few probes support.
    private var thresholdEvidence: String {
        guard let within = result.within, let total = result.total, total > 0,
            let asked = result.objective.requiredShare, report.confidence > 0,
            report.confidence < 1
        else { return "nothing to judge by" }
        let support = ThresholdRule(minProbes: 1, passRate: asked)
            .support(successes: within, trials: total, confidence: report.confidence)
        let share = Double(within) / Double(total)
        if result.objective.metric == .errorRate {
            let failing = ShareText.point(1 - share, limit: 1 - asked)
            return "\(failing) failing, rule allows \(ShareText.exact(1 - asked)); "
                + "shows at most \(ShareText.figure(1 - support.lower, rounding: .up))"
        }
        return "\(ShareText.point(share, limit: asked)) good, rule asks \(ShareText.exact(asked)); "
            + "shows at least \(down(support.lower))"
    }

    private func down(_ ratio: Double) -> String { ShareText.figure(ratio, rounding: .down) }
}
