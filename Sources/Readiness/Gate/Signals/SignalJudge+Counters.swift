import Estimates
import Signals

/// What counters grew by over the window.
extension SignalJudge {
    /// The growth of a counter, all replicas together.
    struct Growth {
        /// The least and the most it can have been.
        var lower: Double
        var upper: Double
        /// Why the most is not known.
        var missing: String?

        var isExact: Bool { lower == upper }
    }

    /// What came of reading counters.
    enum Reading {
        case growth(Growth, [SeriesSelector])
        /// A process began anew, or its series vanished.
        case restarted
        /// No replica has them.
        case absent
    }

    /// The growth of a formula's counters.
    func reading(of formula: SeriesFormula, kind: SignalKind) -> Reading {
        guard
            let expression = formula.expression(
                for: .increase, of: kind, by: ["instance"]
            ).map(spelled)
        else { return .absent }
        let isThere = expression.selectors.contains {
            !window.outerWindow.series($0).isEmpty
        }
        guard isThere else { return .absent }
        guard !restarted(expression.selectors) else { return .restarted }
        return growth(of: expression).map { .growth($0, expression.selectors) } ?? .absent
    }

    func growth(of expression: MetricExpression) -> Growth? {
        let outside = outer.vector(of: expression).filter { $0.value.isFinite }
        guard !outside.isEmpty else { return nil }
        let inside = inner.vector(of: expression).filter { $0.value.isFinite }
        let upper = outside.values.sorted().reduce(0, +)
        let lower = min(upper, inside.values.sorted().reduce(0, +))
        return Growth(lower: lower, upper: upper, missing: missing(seen: outside.count))
    }

    /// The growth itself.
    func growth(
        _ objective: Objective, _ signal: Signal, _ sources: [SignalSource]
    ) -> SignalFinding {
        counted(objective, sources, per: 1, note: "growth over the run, exact")
    }

    /// The growth per second of the window.
    func rate(
        _ objective: Objective, _ signal: Signal, _ sources: [SignalSource]
    ) -> SignalFinding {
        guard window.spanSeconds > 0 else { return .unseen("the window has no length") }
        return counted(
            objective, sources, per: window.spanSeconds,
            note: "growth over the \(SignalWindow.time(window.spanSeconds)) of the run, exact")
    }

    private func counted(
        _ objective: Objective, _ sources: [SignalSource], per seconds: Double, note: String
    ) -> SignalFinding {
        for source in sources {
            let growth: Growth
            switch reading(of: source.formula, kind: .counter) {
            case .growth(let found, _): growth = found
            case .restarted: return .unseen(Self.restartNote)
            case .absent: continue
            }
            var estimate = Estimate(
                point: growth.lower / seconds, lower: growth.lower / seconds,
                upper: growth.upper / seconds, count: 1, confidence: 1,
                provenance: .serverCounter, method: growth.isExact ? .exact : .observed)
            // What is not seen may have grown as well: never less than what was seen.
            if growth.missing != nil { estimate.upper = .infinity }
            var finding = SignalFinding(
                judgement: estimate.judged(against: objective.limit), observed: estimate,
                note: words(note, growth))
            finding.worst = objective.comparison == .atMost ? estimate.point : nil
            return finding
        }
        return .unseen(SignalAlternatives.reason(objective, window.detection.kind))
    }

    /// The remark with what keeps it from being exact.
    func words(_ note: String, _ growth: Growth) -> String {
        if let missing = growth.missing { return "\(note); \(missing)" }
        guard !growth.isExact else { return note }
        let plain = note.replacing(", exact", with: "")
        return "\(plain), between the scrapes inside it and those around it\(origin)"
    }

    /// A part of a whole.
    func part(
        _ objective: Objective, _ signal: Signal, _ sources: [SignalSource]
    ) -> SignalFinding {
        for source in sources {
            guard case .share(let part, let whole) = source.formula else { continue }
            let parts: Growth
            let wholes: Growth
            switch (reading(of: part, kind: .counter), reading(of: whole, kind: .counter)) {
            case (.growth(let first, _), .growth(let second, _)): (parts, wholes) = (first, second)
            case (.restarted, _), (_, .restarted): return .unseen(Self.restartNote)
            default: continue
            }
            guard wholes.upper > 0 else {
                return .unseen("nothing was looked up in the prefix cache during the run")
            }
            let rest = (
                lower: max(0, wholes.lower - parts.lower),
                upper: max(0, wholes.upper - parts.upper)
            )
            var estimate = Estimate(
                point: parts.upper / max(parts.upper + rest.upper, .leastNonzeroMagnitude),
                lower: Self.ratio(parts.lower, rest.upper),
                upper: Self.ratio(parts.upper, rest.lower),
                count: Int(min(wholes.upper, 1e15)), confidence: 1, provenance: .serverCounter,
                method: wholes.isExact && parts.isExact ? .exact : .observed)
            if wholes.missing != nil { (estimate.lower, estimate.upper) = (0, 1) }
            return SignalFinding(
                judgement: estimate.judged(against: objective.limit), observed: estimate,
                note: words("counted over the run, exact", wholes))
        }
        return .unseen(SignalAlternatives.reason(objective, window.detection.kind))
    }

    private static func ratio(_ part: Double, _ rest: Double) -> Double {
        part + rest > 0 ? part / (part + rest) : 0
    }

    /// The mean of what a histogram observed.
    ///
    /// With scrapes around the window its edges may hold observations of before and after: the mean
    /// lies between all of them having taken no time and one of them having taken all of it.
    func mean(_ objective: Objective, _ sources: [SignalSource]) -> SignalFinding {
        for source in sources {
            let counts: Growth
            let selectors: [SeriesSelector]
            switch reading(of: source.formula, kind: .histogram) {
            case .growth(let found, let names): (counts, selectors) = (found, names)
            case .restarted: return .unseen(Self.restartNote)
            case .absent: continue
            }
            guard
                let mean = source.formula.expression(
                    for: .mean, of: .histogram, by: ["instance"]
                ).map(spelled)
            else { continue }
            guard counts.upper > 0 else {
                return .unseen("the engine finished no request during the run")
            }
            let sums = (inner: sum(mean, inner, selectors), outer: sum(mean, outer, selectors))
            let edge = max(0, counts.upper - counts.lower)
            var estimate = Estimate(
                point: sums.outer / counts.upper,
                lower: counts.lower + edge > 0 ? sums.inner / (counts.lower + edge) : 0,
                upper: max(
                    counts.lower > 0 ? sums.inner / counts.lower : 0,
                    sums.outer / max(counts.lower + (edge > 0 ? 1 : 0), 1)),
                count: Int(min(counts.upper, 1e15)), confidence: 1, provenance: .serverCounter,
                method: edge == 0 ? .exact : .observed)
            // Exporters add up in binary fractions: a nanosecond is less than they resolve.
            (estimate.point, estimate.lower, estimate.upper) = (
                Self.nanoseconds(estimate.point), Self.nanoseconds(estimate.lower),
                Self.nanoseconds(estimate.upper)
            )
            if counts.missing != nil { (estimate.lower, estimate.upper) = (0, .infinity) }
            return SignalFinding(
                judgement: estimate.judged(against: objective.limit), observed: estimate,
                note: words(
                    "mean of \(estimate.count) observations of the engine, exact", counts)
                    + others(of: counts.lower))
        }
        return .unseen(SignalAlternatives.reason(objective, window.detection.kind))
    }

    private static func nanoseconds(_ seconds: Double) -> Double {
        (seconds * 1e9).rounded() / 1e9
    }

    /// The sum of observations: mean times count, replica by replica.
    private func sum(
        _ mean: MetricExpression, _ evaluator: WindowEvaluator, _ counts: [SeriesSelector]
    ) -> Double {
        let means = evaluator.vector(of: mean)
        var total = 0.0
        for selector in counts {
            let increases = evaluator.vector(
                of: .aggregate(.sum, by: ["instance"], .increase(selector)))
            for (labels, count) in increases {
                if let mean = means[labels], mean.isFinite { total += mean * count }
            }
        }
        return total
    }

    /// Whose requests these were, where not all can be ours.
    func others(of count: Double) -> String {
        guard let oursFinished, count.isFinite else { return "" }
        let all = Int(min(count, 1e15))
        let others = all - oursFinished
        // A few may be counted a moment early or late.
        guard others > max(2, oursFinished / 20) else { return "" }
        return "; about \(others) of the \(all) requests were not ours"
    }
}
