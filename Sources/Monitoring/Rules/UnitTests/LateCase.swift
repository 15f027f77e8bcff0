import Signals

/// What the alerts on one time are tried with: each by its own percentile and its own limit.
struct LateCase {
    /// Over every limit that has a rule.
    private(set) var over: Slowness
    /// Over the lower of two limits alone; nil where no bucket lies between them.
    private(set) var between: Slowness?

    /// A rule and the limit that it judges by.
    private struct Judged {
        let tier: AlertTier
        let limit: AlertLimit
    }

    private let signal: Signal
    private let alert: AlertID
    private let scenarios: AlertScenarios
    private let judged: [Judged]
    private let known: [Double]?

    /// Finds what makes the alerts on a signal fire.
    ///
    /// - Parameters:
    ///   - signal: The signal; nil is the result for one without a rule.
    ///   - scenarios: The rules there are.
    init?(_ signal: Signal, among scenarios: AlertScenarios) {
        guard let alert = signal.definition.alert,
            let limits = AlertLimits(signal, for: scenarios.subject)
        else { return nil }
        let judged = [(AlertTier.critical, limits.critical), (.warning, limits.warning)]
            .compactMap { tier, limit -> Judged? in
                // A limit beyond the last bound has no rule: the other one is tried alone.
                guard let limit, scenarios.has(alert, tier) else { return nil }
                return Judged(tier: tier, limit: limit)
            }
        let values = judged.map(\.limit.value)
        guard let highest = values.max(), let lowest = values.min() else { return nil }
        self.signal = signal
        self.alert = alert
        self.scenarios = scenarios
        self.judged = judged
        known = scenarios.subject.intervalBounds(of: signal)?.bounds
        let nothing = Slowness(
            signal: signal, alert: alert, fast: 0, slow: 0, bounds: [], perMinute: 0, firing: [])
        over = nothing
        between = nil
        if let known {
            over = slowness(over: highest, lowest, known)
            let less = slowness(over: lowest, lowest, known)
            between = less.firing.count < judged.count && !less.firing.isEmpty ? less : nil
        } else {
            over = madeUp(highest, lowest)
        }
    }

    // MARK: - Observations

    /// Observations in the bucket that begins at a limit, or at the first bound above it.
    private func slowness(
        over limit: Double, _ lowest: Double, _ bounds: [Double]
    ) -> Slowness {
        let (lower, upper) = bucket(from: limit, bounds)
        let slow = upper.isFinite ? upper : lower * 2
        // The first bucket is below every limit on a percentile; a mean is judged by its value.
        let byMean = judged.contains { !isQuantile($0) }
        let first = bounds.first ?? lowest
        return Slowness(
            signal: signal, alert: alert, fast: byMean ? min(first, lowest / 8) : first,
            slow: slow, bounds: bounds, perMinute: perMinute,
            firing: judged.flatMap { one -> [AlertExpectation] in
                if !isQuantile(one) { return slow > one.limit.value ? expect(one, slow) : [] }
                return lower >= one.limit.value ? expect(one, lower, upper) : []
            })
    }

    /// Observations in a bucket that is made up, far above the limits.
    private func madeUp(_ highest: Double, _ lowest: Double) -> Slowness {
        let isMean = scenarios.subject.histogram(of: signal) == nil
        func read(_ one: Judged, _ slow: Double) -> Double {
            guard case .quantile(let share) = one.limit.statistic, !isMean else { return slow }
            // Interpolated within the bucket from twice the limit on.
            return highest * 2 + (slow - highest * 2) * share
        }
        // Where a value lies at an edge of its text, a rounding decides what is written.
        let usual = highest * (isMean ? 2 : 4)
        let slow =
            stride(from: usual, to: usual * 1.5, by: usual / 64).first { slow in
                judged.allSatisfy { one in
                    let value = read(one, slow)
                    return ScenarioNumber.duration(value * (1 - 1e-9))
                        == ScenarioNumber.duration(value * (1 + 1e-9))
                }
            } ?? usual
        return Slowness(
            signal: signal, alert: alert, fast: lowest / 8, slow: slow,
            bounds: Set([lowest / 8, highest / 2, highest, highest * 2, slow]).sorted(),
            perMinute: perMinute, firing: judged.flatMap { expect($0, read($0, slow)) })
    }

    /// So many that the highest percentile has enough.
    private var perMinute: Double {
        let least =
            judged.map { one -> Double in
                guard case .quantile(let share) = one.limit.statistic else { return 0 }
                return AlertRules.leastObservations(share)
            }.max() ?? 0
        let minutes = Double(AlertRules.windowSeconds) / 60
        return max(64, (least / minutes * 1.5).rounded(.up))
    }

    private func isQuantile(_ one: Judged) -> Bool {
        if case .quantile = one.limit.statistic {
            scenarios.subject.histogram(of: signal) != nil
        } else {
            false
        }
    }

    private func expect(
        _ one: Judged, _ value: Double, _ other: Double? = nil
    ) -> [AlertExpectation] {
        scenarios.expect(
            alert, [one.tier], scenarios.labels(), value: ScenarioNumber.duration(value),
            other: other.map(ScenarioNumber.duration))
    }

    /// The bucket that begins at a limit, or at the first bound above it.
    private func bucket(
        from limit: Double, _ bounds: [Double]
    ) -> (lower: Double, upper: Double) {
        guard let index = bounds.firstIndex(where: { $0 >= limit }) else {
            return (max(limit, bounds.last ?? limit), .infinity)
        }
        let next = index + 1
        return (bounds[index], next < bounds.count ? bounds[next] : .infinity)
    }
}
