import Signals

extension AlertScenarios {
    /// Times over their limit: of all signals at once, for each has its own alert.
    var latency: [AlertScenario] {
        let cases = AlertRules.felt.compactMap(lateCase)
        guard !cases.isEmpty else { return [] }
        var stories = [
            story("times over their limits, then well again", cases.map(\.over), perMinute: 64),
            story(
                "times over their limits, of too few requests to tell",
                cases.map { $0.over.silenced }, perMinute: 0.5),
        ]
        let between = cases.compactMap(\.between)
        if !between.isEmpty {
            stories.append(
                story("times over the warning and not over the limit", between, perMinute: 64))
        }
        return stories
    }

    private typealias Span = ScenarioWorld.Observations

    /// A signal that is slow for a while, and what that raises.
    private struct Slowness {
        var signal: Signal
        var alert: AlertID
        var fast: Double
        var slow: Double
        /// A limit around which bounds are made up where the engine's are not known.
        var limit: Double
        var firing: [AlertExpectation]

        /// The same without an alert.
        var silenced: Slowness {
            var copy = self
            copy.firing = []
            return copy
        }
    }

    /// What a signal's alerts are tried with.
    private struct LateCase {
        var over: Slowness
        /// Over the warning alone; nil where no bucket lies between the two limits.
        var between: Slowness?
    }

    private func story(
        _ name: String, _ cases: [Slowness], perMinute: Double
    ) -> AlertScenario {
        var world = ScenarioWorld(subject)
        for one in cases {
            world.observe(
                one.signal,
                [
                    Span(10, of: one.fast, perMinute: perMinute),
                    Span(20, of: one.slow, perMinute: perMinute),
                    Span(20, of: one.fast, perMinute: perMinute),
                ], bounds: ScenarioWorld.bounds(around: one.limit))
        }
        return AlertScenario(
            name, world,
            cases.flatMap { [.silent(11, $0.alert)] + story($0.alert, $0.firing) })
    }

    private func lateCase(_ signal: Signal) -> LateCase? {
        guard let alert = signal.definition.alert, has(alert),
            let limits = AlertLimits(signal, for: subject),
            let limit = limits.critical?.value ?? limits.warning?.value
        else { return nil }
        if let known = subject.intervalBounds(of: signal) {
            return bucketed(signal, alert, limits, limit, known.bounds)
        }
        // In the bucket from twice to four times the limit the 95th percentile is at 3.9 times.
        let isMean = subject.histogram(of: signal) == nil
        let firing = expect(
            alert, [.critical, .warning], labels(),
            value: ScenarioNumber.duration(limit * (isMean ? 2 : 3.9)))
        return LateCase(
            over: Slowness(
                signal: signal, alert: alert, fast: limit / 8, slow: limit * (isMean ? 2 : 4),
                limit: limit, firing: firing))
    }

    private func bucketed(
        _ signal: Signal, _ alert: AlertID, _ limits: AlertLimits, _ limit: Double,
        _ bounds: [Double]
    ) -> LateCase? {
        // A critical limit beyond the last bound has no rule: the warning is tried alone.
        guard let fast = bounds.first,
            let over = bucket(from: limit, bounds)
                ?? limits.warning.flatMap({ bucket(from: $0.value, bounds) })
        else { return nil }
        func slowness(
            _ bucket: (lower: Double, upper: Double), _ tiers: [AlertTier]
        ) -> Slowness {
            Slowness(
                signal: signal, alert: alert, fast: fast,
                slow: bucket.upper.isFinite ? bucket.upper : bucket.lower * 2, limit: limit,
                firing: expect(
                    alert, tiers, labels(), value: ScenarioNumber.duration(bucket.lower),
                    other: ScenarioNumber.duration(bucket.upper)))
        }
        var result = LateCase(over: slowness(over, [.critical, .warning]))
        if let warning = limits.warning?.value, let middle = bucket(from: warning, bounds),
            middle.lower < limits.critical?.value ?? 0
        {
            result.between = slowness(middle, [.warning])
        }
        return result
    }

    /// The bucket that begins at a limit, or at the first bound above it.
    private func bucket(
        from limit: Double, _ bounds: [Double]
    ) -> (lower: Double, upper: Double)? {
        guard let index = bounds.firstIndex(where: { $0 >= limit }) else { return nil }
        let next = index + 1
        return (bounds[index], next < bounds.count ? bounds[next] : .infinity)
    }
}
