import Signals

extension RecordingRules {
    /// Which bucket a quantile fell into: what is really known about it.
    ///
    /// PromQL cannot read `le` as a number, so each bound is written down and multiplied by whether
    /// the share up to it falls short of the quantile. The largest of these is the bucket's lower
    /// bound. Adding up differences of bounds would give the same but for rounding, and a comparison
    /// with a limit must not depend on rounding. A bound that the engine does not have is left out,
    /// which makes the interval wider and never wrong.
    var buckets: [RecordingRule] {
        RecordingRules.durations.flatMap { signal -> [RecordingRule] in
            guard let known = subject.intervalBounds(of: signal) else { return [] }
            var rules = [share(of: signal, known.histogram)]
            for quantile in subject.judgedQuantiles(of: signal) {
                rules.append(
                    interval(
                        .quantileLower(signal, quantile), "max", known,
                        share: signal, quantile))
                rules.append(
                    interval(
                        .quantileUpper(signal, quantile), "min", known,
                        share: signal, quantile))
            }
            return rules
        }
    }

    private func share(of signal: Signal, _ histogram: SeriesSelector) -> RecordingRule {
        let service = subject.labels.service.joined(separator: ", ")
        let buckets = SeriesSelector(name: histogram.name + "_bucket", matchers: histogram.matchers)
        let count = SeriesSelector(name: histogram.name + "_count", matchers: histogram.matchers)
        return RecordingRule(
            RecordedSeries.bucketShare(signal).name,
            """
            sum by (le, \(service)) (rate(\(buckets.promQL)[5m]))
            / on (\(service)) group_left ()
            (sum by (\(service)) (rate(\(count.promQL)[5m])) > 0)
            """)
    }

    private func interval(
        _ series: RecordedSeries, _ end: String, _ known: IntervalBounds, share signal: Signal,
        _ quantile: Double
    ) -> RecordingRule {
        let service = subject.labels.service.joined(separator: ", ")
        let share = RecordedSeries.bucketShare(signal).name
        let rank = PromQLNumber.text(quantile)
        let terms = known.bounds.map { bound in
            let selected = "\(share){\(known.matcher(of: bound))}"
            let number = PromQLNumber.text(bound)
            return end == "max"
                ? "\(number) * (\(selected) < bool \(rank))"
                // A division by 0 is infinite: the bound does not reach the quantile.
                : "\(number) / (\(selected) >= bool \(rank))"
        }
        let text = terms.joined(separator: "\n  or ")
        return RecordingRule(series.name, "\(end) by (\(service)) (\n  \(text)\n)")
    }
}
