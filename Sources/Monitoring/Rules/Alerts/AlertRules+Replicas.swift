import Signals

extension AlertRules {
    /// Alerts on replicas that differ.
    var replicas: [AlertRule] {
        var rules: [AlertRule] = []
        for (signal, words) in [(Signal.running, "runs"), (.waiting, "lets wait")]
        where tells(signal, .value) && subject.tells(.running) {
            let levels = each(.level(signal))
            rules.append(
                skewed(
                    signal,
                    [
                        "max by (\(service)) (\(levels)) > 1.5 * avg by (\(service)) (\(levels))",
                        "and sum by (\(service)) (\(levels)) >= 4 * count by (\(service)) (\(levels))",
                        "and count by (\(service)) (\(levels)) > 1",
                    ],
                    "One replica \(words) \(AlertTemplate.value()) requests, more than one and a "
                        + "half times the mean."))
        }
        let slow = [Signal.timeToFirstToken, .endToEndLatency].first { tells($0, .mean) }
        if let slow {
            let means = each(.mean(slow))
            rules.append(
                skewed(
                    slow,
                    [
                        "\(RecordedSeries.skew(slow).name) > 1.5",
                        "and count by (\(service)) (\(means)) > 1",
                        "and \(name(.rate(slow))) * \(Self.windowSeconds) >= 20",
                    ],
                    "The \(slow.definition.title) of one replica is \(AlertTemplate.value()) times "
                        + "that of all requests."))
        }
        return rules
    }

    private func skewed(_ signal: Signal, _ lines: [String], _ detail: String) -> AlertRule {
        rule(
            .replicaSkew, .warning, lines, for: "10m", labels: ["signal": signal.rawValue],
            "replicas of \(whom) differ", detail)
    }
}
