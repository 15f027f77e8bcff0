import Signals

extension AlertRules {
    /// Alerts on work that gets slower while there is work.
    var throughput: [AlertRule] { dropped + slow + drafts }

    /// Half the tokens of an hour ago, with as many requests running as then.
    private var dropped: [AlertRule] {
        guard tells(.generationTokens, .rate), tells(.running, .value) else { return [] }
        let tokens = RecordedSeries.rate(.generationTokens).name
        let running = RecordedSeries.level(.running).name
        return [
            rule(
                .throughputDrop, .warning,
                [
                    "\(tokens) < 0.5 * avg_over_time(\(tokens)[30m] offset 1h)",
                    "and avg_over_time(\(running)[5m]) > 0",
                    "and avg_over_time(\(running)[5m]) > 0.8 * avg_over_time(\(running)[30m] offset 1h)",
                ], for: "5m",
                "\(whom) makes half as many tokens as an hour ago",
                "\(AlertTemplate.value()) tokens per second, with about as many requests running.",
                comment:
                    "Without the requests that run it would fire whenever users leave; as many are "
                    + "never exactly as many.")
        ]
    }

    /// Every running request is written more slowly than a slow reader reads.
    private var slow: [AlertRule] {
        guard tells(.generationTokens, .rate), tells(.running, .value),
            let limit = AlertLimits(.timePerOutputToken, for: subject)?.critical?.value, limit > 0
        else { return [] }
        let pace = (1 / limit * 100).rounded() / 100
        let running = "avg_over_time(\(RecordedSeries.level(.running).name)[5m])"
        return [
            rule(
                .lowTokenThroughput, .warning,
                [
                    "\(RecordedSeries.rate(.generationTokens).name) / (\(running) > 0) < "
                        + PromQLNumber.text(pace)
                ], for: "10m",
                "\(whom) writes slowly",
                "\(AlertTemplate.value(.rate)) tokens per second for each running request; the limit of "
                    + "\(PromQLNumber.text(limit)) s per token is \(PromQLNumber.text(pace)).")
        ]
    }

    private var drafts: [AlertRule] {
        guard tells(.speculativeAcceptance, .value),
            let limits = AlertLimits(.speculativeAcceptance, for: subject)
        else { return [] }
        // What only informs is one tier lower than its limit says.
        return [(AlertTier.warning, limits.critical), (.info, limits.warning)].compactMap {
            tier, limit in
            guard let limit else { return nil }
            return rule(
                .lowSpeculativeAcceptance, tier,
                [
                    "\(RecordedSeries.level(.speculativeAcceptance).name) < "
                        + PromQLNumber.text(limit.value)
                ], for: "10m",
                "drafts for \(whom) are rarely accepted",
                "\(AlertTemplate.value(.percentage)) of the drafted tokens are accepted.")
        }
    }
}
