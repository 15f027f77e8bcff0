import Comparison
import Estimates
import Load
import Readiness

/// What every rendering of a comparison says in the same words.
struct ComparisonWords {
    let report: ComparisonReport

    /// One row of the table: a statistic of a metric.
    struct Row {
        var metric: String
        var statistic: String
        var baseline: String
        var candidate: String
        var change: String
        var tolerance: String
        var verdict: String
        var standing: ComparisonStanding?
    }

    init(_ report: ComparisonReport) {
        self.report = report
    }

    // MARK: - The whole

    /// The verdict in capitals.
    var title: String { Self.word(report.verdict).uppercased() }

    /// The reason in a few words.
    var headline: String {
        switch report.verdict {
        case .worse:
            if let silence = report.candidate.silence {
                return "the candidate is worse: it never answered, all "
                    + "\(Decimals.grouped(report.candidate.counts.counted)) requests failed: "
                    + Self.said(silence)
            }
            if let failure = report.candidate.failures.first,
                !report.candidate.counted.contains(where: \.isSuccess)
            {
                return "the candidate is worse: none of its "
                    + "\(Decimals.grouped(report.candidate.counts.counted)) requests succeeded: "
                    + Self.said(failure)
            }
            let reasons = [
                report.isBunched ? "it bunches the stream" : "", list(.worse),
            ]
            return "the candidate is worse: "
                + reasons.filter { !$0.isEmpty }.joined(separator: "; ")
        case .better:
            return "the candidate is better: " + list(.better)
        case .same: return "every difference lies within its tolerance"
        case .notWorse: return "no difference lies beyond its tolerance on the bad side"
        case .undecided: return undecided
        }
    }

    private var undecided: String {
        if report.isClientLate {
            return "firstlight itself was the bottleneck: without its own lag the candidate would "
                + "not be worse"
        }
        if let silence = report.baseline.silence {
            let who =
                report.candidate.silence == nil
                ? "the baseline never answered" : "neither side ever answered"
            return who + ", so there is nothing to compare with: " + Self.said(silence)
        }
        if report.baseline.counted.isEmpty || report.candidate.counted.isEmpty {
            return "one of the sides has no request that counts"
        }
        let failed = sides.filter { !$0.side.counted.contains(where: \.isSuccess) }
        if let first = failed.first {
            let who = failed.count > 1 ? "neither side" : "the \(first.name)"
            return who + " has no request that succeeded"
        }
        if !report.missing.isEmpty {
            let names = report.missing.map(ToleranceText.name).joined(separator: ", ")
            return "not both sides have \(names)"
        }
        let open = report.judged.filter { $0.row.standing == .undecided }
            .map { name($0.metric, $0.row) }
        return "the requests do not decide \(open.joined(separator: ", "))"
    }

    private func list(_ standing: ComparisonStanding) -> String {
        let found = report.judged.filter { $0.row.standing == standing }
        let shown = found.prefix(3).map {
            "\(name($0.metric, $0.row)) \(change($0.metric, $0.row))"
        }
        let rest = found.count - shown.count
        return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
    }

    private func name(_ metric: MetricComparison, _ row: StatisticComparison) -> String {
        let name = ToleranceText.name(metric.metric)
        return row.statistic.name.isEmpty ? name : "\(name) \(row.statistic.name)"
    }

    /// A standing as one word or two.
    static func word(_ standing: ComparisonStanding) -> String {
        switch standing {
        case .better: "better"
        case .same: "same"
        case .notWorse: "same or better"
        case .undecided: "undecided"
        case .worse: "worse"
        }
    }

    /// What to do where nothing is decided.
    var next: [String] {
        guard report.verdict == .undecided else { return [] }
        if report.isClientLate {
            return ["measure from a quieter machine, or with a lower --concurrency"]
        }
        if report.baseline.silence != nil {
            return [
                "see that \(report.baseline.place) is there and can be reached from here, as with "
                    + "firstlight probe, then compare again"
            ]
        }
        if sides.contains(where: { !$0.side.counted.contains(where: \.isSuccess) }) {
            return ["find out why requests fail, then compare again"]
        }
        if let needed = report.needed {
            return [
                "about \(Decimals.grouped(needed)) more requests on each side would decide "
                    + "(roughly, if they fall out as these did), or a wider --tolerance"
            ]
        }
        if !report.missing.isEmpty {
            return ["measure again with --max-tokens and streaming, or name others with --judge"]
        }
        return [
            "the point lies at the end of its tolerance: more requests may never decide; choose "
                + "another --tolerance"
        ]
    }

    // MARK: - The table

    /// The rows, those that are judged first.
    var rows: [Row] {
        let judged = report.metrics.filter { $0.tolerance != nil }
        let shown = report.metrics.filter { $0.tolerance == nil }
        return (judged + shown).flatMap { metric in
            metric.statistics.map { row(metric, $0) }
        }
    }

    private func row(_ metric: MetricComparison, _ row: StatisticComparison) -> Row {
        let rank: Double =
            if case .percentile(let rank) = row.statistic { rank } else { 50 }
        return Row(
            metric: ToleranceText.name(metric.metric), statistic: row.statistic.name,
            baseline: value(row.baseline, metric.metric, rank),
            candidate: value(row.candidate, metric.metric, rank),
            change: change(metric, row), tolerance: tolerance(metric.tolerance),
            verdict: verdict(row), standing: row.standing)
    }

    private func verdict(_ row: StatisticComparison) -> String {
        guard let standing = row.standing else { return "" }
        guard standing == .undecided, let needed = row.needed else { return Self.word(standing) }
        return "undecided, about \(Decimals.grouped(needed)) more"
    }

    /// The tolerance as it may be written.
    func tolerance(_ tolerance: Tolerance?) -> String {
        guard let tolerance else { return "" }
        switch tolerance.bound {
        case .share(let share): return ShareText.exact(share)
        case .absolute(let size):
            return tolerance.metric.dimension == .ratio
                ? Decimals.significant(size * 100) + " points"
                : FigureText.value(size, tolerance.metric.dimension)
        }
    }

    private func value(_ estimate: Estimate, _ metric: ObjectiveMetric, _ rank: Double) -> String {
        guard metric.dimension != .ratio else {
            guard estimate.point.isFinite else { return "not observed" }
            return ShareText.figure(estimate.point)
        }
        if estimate.point.isNaN { return "not observed" }
        if estimate.point.isInfinite || (metric.dimension == .tokenRate && estimate.point <= 0) {
            return "a failed request"
        }
        return FigureText.value(estimate.point, metric.dimension)
    }

    /// The ratio or difference with its interval: `1.31 x (1.18 to 1.46)`.
    func change(_ metric: MetricComparison, _ row: StatisticComparison) -> String {
        let estimate = row.change
        guard !estimate.point.isNaN else { return "not comparable" }
        let text: (Double, Rounding) -> String = { value, rounding in
            switch row.contrast {
            case .ratio: return Decimals.significant(value, rounding: rounding)
            case .difference:
                let sign = value > 0 ? "+" : ""
                if metric.metric.dimension == .ratio {
                    return sign + Decimals.significant(value * 100, rounding: rounding)
                }
                return sign + FigureText.value(value, metric.metric.dimension, rounding: rounding)
            }
        }
        let isShare = metric.metric.dimension == .ratio && row.contrast == .difference
        let unit = row.contrast == .ratio ? " x" : (isShare ? " points" : "")
        let floor = row.contrast == .ratio ? 0 : -Double.infinity
        let (hasLower, hasUpper) = (estimate.lower > floor, estimate.upper < .infinity)
        let bounds: String =
            switch (hasLower, hasUpper) {
            case (true, true): "\(text(estimate.lower, .down)) to \(text(estimate.upper, .up))"
            case (true, false): "≥ " + text(estimate.lower, .down)
            case (false, true): "≤ " + text(estimate.upper, .up)
            case (false, false): "no bounds"
            }
        guard estimate.point.isFinite else {
            let isCertain = estimate.lower == .infinity || estimate.upper == -.infinity
            return "to a failed request" + (isCertain ? "" : " (\(bounds))")
        }
        if estimate.point == 0, row.contrast == .ratio {
            return "to nothing" + (estimate.upper > 0 ? " (\(bounds))" : "")
        }
        return "\(text(estimate.point, .nearest))\(unit) (\(bounds))"
    }

    // MARK: - Sentences

    /// What the ranks say, a sentence for each judged metric that has them.
    var ranks: [String] {
        report.metrics.compactMap { metric in
            guard metric.tolerance != nil, let ranks = metric.ranks else { return nil }
            let effect = ranks.effect
            let name = ToleranceText.name(metric.metric)
            let word = metric.metric.comparison == .atLeast ? "faster" : "slower"
            var text =
                "\(name): a request to the candidate is \(word) than one to the baseline in "
                + "\(ShareText.figure(effect.point)) of all pairs "
                + "(\(ShareText.interval(effect.lower, effect.upper)))"
            if let adjusted = metric.adjustedProbability {
                text += ", p \(probability(adjusted))"
                text += metric.pairedProbability == nil ? "" : " by rounds"
            }
            return text
        }
    }

    private func probability(_ value: Double) -> String {
        value < 0.0001 ? "< 0.0001" : "= " + Decimals.significant(value, digits: 2)
    }

    /// What the gaps say about buffering; `nil` where too few answers stream.
    var bunching: String? {
        guard let finding = report.bunching else { return nil }
        let (bunched, other, name) =
            finding.side == .baseline
            ? (finding.baseline, finding.candidate, "baseline")
            : (finding.candidate, finding.baseline, "candidate")
        func percent(_ share: Double) -> String { ShareText.figure(min(max(share, 0), 1)) }
        guard finding.side != .neither else {
            return
                "neither side bunches the stream: \(percent(other.nearZero.point)) and "
                + "\(percent(bunched.nearZero.point)) of the gaps are near zero"
        }
        var text =
            "the \(name) bunches the stream: \(percent(bunched.nearZero.point)) of its gaps are "
            + "near zero against \(percent(other.nearZero.point))"
        if let here = bunched.chunksPerRead, let there = other.chunksPerRead {
            text +=
                ", one read brings \(Decimals.significant(here)) chunks against "
                + Decimals.significant(there)
        }
        text +=
            finding.isHeldBack
            ? "; answers are held back until they are nearly whole"
            : ", and \(percent(bunched.long)) of the gaps are long against \(percent(other.long)); "
                + "something on the way buffers it"
        return text
    }

    /// How many requests each side has.
    func requests(_ side: ComparedSide) -> String {
        let counts = side.counts
        var text = "\(Decimals.grouped(counts.counted)) requests"
        if counts.failed > 0 { text += ", \(Decimals.grouped(counts.failed)) failed" }
        if counts.warmup > 0 { text += ", \(Decimals.grouped(counts.warmup)) warm-up" }
        if counts.excluded > 0 { text += ", \(Decimals.grouped(counts.excluded)) cut short" }
        return text
    }

    /// How the two were measured and judged.
    var method: String {
        (report.isInterleaved
            ? "interleaved: each round asks both sides one after the other, and rounds are compared "
                + "with their partners"
            : "unpaired: the requests of the two runs are taken as independent")
            + "; intervals at \(ShareText.exact(report.plan.confidence)); all verdicts of worse "
            + "together err at most \(ShareText.figure(1 - report.plan.confidence)) of the time, and "
            + "so do all of better (Holm)"
    }
}
