import Signals

extension AlertRules {
    /// Deviations from the same time of yesterday: shown, and delivered to nobody.
    var baseline: [AlertRule] {
        let times: [Signal] = [.timeToFirstToken, .endToEndLatency, .interTokenLatency]
        var rules = times.filter { tells($0, .mean) }.map { signal in
            deviation(
                signal, RecordedSeries.mean(signal).name, enough: RecordedSeries.rate(signal).name,
                "The mean of the last 5 minutes", .duration)
        }
        let volumes: [Signal] = [.requestsFinished, .generationTokens]
        rules += volumes.filter { tells($0, .rate) }.map { signal in
            deviation(
                signal, RecordedSeries.rate(signal).name, enough: RecordedSeries.rate(signal).name,
                "The number per second", .rate)
        }
        return rules
    }

    private func deviation(
        _ signal: Signal, _ series: String, enough: String, _ words: String,
        _ format: AlertTemplate.Format
    ) -> AlertRule {
        rule(
            .baselineDeviation, .info,
            [
                "(\(series) > 2 * (\(series) offset 1d) or \(series) < 0.5 * (\(series) offset 1d))",
                "and (\(enough) offset 1d) * \(Self.windowSeconds) >= 20",
            ], for: "15m", labels: ["signal": signal.rawValue],
            "\(signal.definition.title) of \(whom) is not what it was yesterday",
            "\(words) is \(AlertTemplate.value(format)): more than twice, or less than half, of what "
                + "it was at the same time yesterday.")
    }
}
