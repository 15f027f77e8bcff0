import Estimates
import Signals

/// What the engine's own histograms observed over the window.
extension SignalJudge {
    /// A percentile: the share of observations at or below the limit, as it is or between bounds.
    func histogram(_ objective: Objective, _ sources: [SignalSource]) -> SignalFinding {
        for source in sources {
            guard case .histogram(let selector, let scale) = source.formula else { continue }
            let expression = spelled(.buckets(of: selector, by: ["instance"]))
            let around = BucketGroups(outer.vector(of: expression))
            guard !around.groups.isEmpty else { continue }
            guard !restarted(expression.selectors) else { return .unseen(Self.restartNote) }
            let inside = BucketGroups(inner.vector(of: expression))
            return judged(
                objective, around: around, inside: inside, scale: scale,
                missing: missing(seen: around.groups.count))
        }
        guard sources.isEmpty || sources.allSatisfy(\.isWithoutBuckets) else {
            return .unseen(
                "the engine has not created its histogram of "
                    + "\(objective.metric.signal?.definition.title ?? objective.metric.rawValue) yet"
            )
        }
        return .unseen(
            "\(window.detection.kind.displayName) tells only the mean of it",
            advice: "write \(objective.metric.rawValue) mean <= \(objective.thresholdText)")
    }

    private func judged(
        _ objective: Objective, around: BucketGroups, inside: BucketGroups, scale: Double,
        missing: String?
    ) -> SignalFinding {
        func split(_ limit: Double) -> HistogramSplit {
            var split = HistogramSplit(limit: limit, scale: scale, inner: inside, outer: around)
            // Each of our requests is one observation; gaps are many.
            if let oursFinished, objective.metric != .serverITL {
                split.credit(requests: oursFinished)
            }
            return split
        }
        let whole = split(objective.threshold)
        guard whole.countMost > 0 else {
            return .unseen("the engine observed nothing in its histogram during the run")
        }
        var requests: Int?
        if objective.metric == .serverITL {
            // Gaps of one request hang together: no more of them than requests count as independent.
            guard let finished = finishedRequests else {
                return .unseen(
                    "the metrics do not tell how many requests the gaps belong to",
                    advice: "write itl \(objective.statistic) <= \(objective.thresholdText)")
            }
            requests = finished
        }
        let test = ShareTest(
            share: objective.requiredShare ?? 1, confidence: confidence, hardObjectives: rivals)
        func thin(_ split: HistogramSplit) -> HistogramSplit {
            requests.map { split.thinned(to: $0) } ?? split
        }
        let judging = thin(whole)
        var finding = SignalFinding(
            judgement: missing == nil ? judging.judged(by: test) : .undecided, note: "")
        finding.observed = quantile(objective, around, inside, scale)
        finding.share = judging.estimate(by: test)
        if whole.bracket == nil {
            finding.within = whole.within.least
            finding.total = whole.within.least + whole.beyond.most
        }
        finding.note = note(objective, whole, requests: requests, missing: missing)
        guard finding.judgement == .undecided else { return finding }
        if missing != nil {
            finding.advice = "\(objective) needs the metrics of every replica"
        } else if let bracket = whole.bracket {
            finding.advice = BucketAdvice(
                objective: objective, bracket: bracket,
                bounds: Self.bounds(around, scale: scale), window: window
            ).text { thin(split($0)).judged(by: test) }
        } else if whole.isExact {
            finding.furtherObservations = judging.further(by: test)
        } else {
            finding.advice =
                "\(objective) needs a longer run, whose ends weigh less, or metrics that firstlight "
                + "scrapes itself: \(ProfileOverrides.Flag.metrics.rawValue)"
        }
        return finding
    }

    /// Requests that the engine finished in the window; `nil` when it does not count them.
    private var finishedRequests: Int? {
        let sources = Dialect.of(window.detection.kind)?.sources ?? [:]
        for source in sources[.endToEndLatency] ?? [] {
            if case .growth(let growth, _) = reading(of: source.formula, kind: .histogram),
                growth.missing == nil
            {
                return leastFinished(growth)
            }
        }
        for source in sources[.requestsFinished] ?? [] {
            if case .growth(let growth, _) = reading(of: source.formula, kind: .counter),
                growth.missing == nil
            {
                return leastFinished(growth)
            }
        }
        return nil
    }

    /// Ours are known to lie in the window where the scrapes around it hold as many.
    private func leastFinished(_ growth: Growth) -> Int {
        let ours = Double(oursFinished ?? 0)
        return Int(min(max(growth.lower, growth.upper >= ours ? ours : 0), 1e15))
    }

    /// The percentile itself, as far as the buckets tell it.
    private func quantile(
        _ objective: Objective, _ around: BucketGroups, _ inside: BucketGroups, _ scale: Double
    ) -> Estimate? {
        guard case .percentile(let rank) = objective.statistic else { return nil }
        let found = [around, inside].compactMap { groups in
            BucketQuantile(rank / 100, buckets: groups.groups.values.flatMap { $0 })
        }
        guard let first = found.first else { return nil }
        return Estimate(
            point: first.interpolated * scale,
            lower: (found.map(\.lower).min() ?? first.lower) * scale,
            upper: (found.map(\.upper).max() ?? first.upper) * scale,
            count: Int(min(first.count, 1e15).rounded()), confidence: 1,
            provenance: .serverBucket, method: .histogramBucket)
    }

    /// Every finite bound, ascending, in the signal's unit.
    private static func bounds(_ groups: BucketGroups, scale: Double) -> [Double] {
        Set(groups.groups.values.flatMap { $0.map(\.upperBound) }).filter(\.isFinite)
            .map { $0 * scale }.sorted()
    }

    // MARK: - Words

    private func note(
        _ objective: Objective, _ split: HistogramSplit, requests: Int?, missing: String?
    ) -> String {
        var words: String
        let things = requests == nil ? "requests" : "gaps"
        if let bracket = split.bracket {
            let all = split.countMost
            let above =
                bracket.upperBound.isFinite
                ? "\(min(split.within.most, all)) at most \(SignalWindow.time(bracket.upperBound))"
                : "its last bound tells no more"
            let below =
                bracket.lowerBound > 0
                ? "\(split.within.least) at most \(SignalWindow.time(bracket.lowerBound))"
                : "none has a bound below"
            words =
                "the limit \(objective.thresholdText) lies between the bounds "
                + "\(SignalWindow.time(bracket.lowerBound)) and "
                + (bracket.upperBound.isFinite
                    ? SignalWindow.time(bracket.upperBound) : "infinity")
                + " of the engine's histogram: of \(all) \(things) \(below), \(above)"
        } else {
            words =
                (split.isExact
                    ? "counted exactly: the limit is a bound of the engine's histogram"
                    : "the limit is a bound of the engine's histogram, and the ends of the run lie "
                        + "between its scrapes")
                + (origin.isEmpty ? "" : ", scraped\(origin)")
        }
        if let requests { words += "; \(requests) requests stand behind the gaps" }
        if let missing { words += "; \(missing)" }
        if requests == nil { words += others(of: Double(split.within.least + split.beyond.least)) }
        return words
    }
}

extension SignalSource {
    /// Whether the source has a sum and a count and no buckets.
    fileprivate var isWithoutBuckets: Bool {
        if case .observations = formula { return true }
        return false
    }
}
