import Signals

extension AlertRules {
    /// Alerts on cards and machines: they inform, for what users feel judges, and none pages.
    var machine: [AlertRule] { memory + temperature + throttling + faults + node + idle }

    private func level(_ signal: Signal) -> String {
        RecordedSeries.machine(.level(signal)).name
    }

    private func rate(_ signal: Signal) -> String { RecordedSeries.machine(.rate(signal)).name }

    /// The card in words of an annotation.
    private func card(_ signal: Signal) -> String {
        let labels = subject.machineLabels(signal)
        let host = AlertTemplate.label(subject.labels.replica)
        return labels.contains("gpu") ? "GPU \(AlertTemplate.label("gpu")) of \(host)" : host
    }

    private func about(
        _ signal: Signal, _ alert: AlertID, _ tier: AlertTier, _ lines: [String],
        for pending: String, labels: [String: String] = [:], _ summary: String, _ detail: String,
        comment: String? = nil
    ) -> AlertRule {
        rule(
            alert, tier, lines, for: pending, labels: labels, summary, detail,
            result: subject.machineLabels(signal), comment: comment)
    }

    private var memory: [AlertRule] {
        guard subject.tells(.gpuMemoryUsage),
            let limit = AlertLimits(.gpuMemoryUsage, for: subject)?.warning?.value
        else { return [] }
        let usage = level(.gpuMemoryUsage)
        return [
            about(
                .gpuMemoryUsage, .gpuMemory, .warning,
                [
                    "\(usage) > \(PromQLNumber.text(limit))",
                    "and \(usage) - 0.01 > max_over_time(\(usage)[1h] offset 1h)",
                ], for: "5m",
                "memory of \(card(.gpuMemoryUsage)) grows beyond what the engine took",
                "\(AlertTemplate.value(.percentage)) is used, more than an hour ago.",
                comment: "Engines fill the card at the start, so a high level alone says nothing.")
        ]
    }

    private var temperature: [AlertRule] {
        guard subject.tells(.gpuTemperature),
            let limits = AlertLimits(.gpuTemperature, for: subject)
        else { return [] }
        return [(AlertTier.warning, limits.critical), (.info, limits.warning)].compactMap {
            tier, limit in
            guard let limit else { return nil }
            return about(
                .gpuTemperature, .gpuTemperature, tier,
                ["\(level(.gpuTemperature)) > \(PromQLNumber.text(limit.value))"], for: "5m",
                "\(card(.gpuTemperature)) is hot", "It has \(AlertTemplate.value()) °C.")
        }
    }

    private var throttling: [AlertRule] {
        [(Signal.gpuThermalThrottling, "heat"), (.gpuPowerThrottling, "its power limit")].flatMap {
            signal, reason -> [AlertRule] in
            guard subject.tells(signal), let limits = AlertLimits(signal, for: subject) else {
                return []
            }
            return [(AlertTier.warning, limits.critical), (.info, limits.warning)].compactMap {
                tier, limit in
                guard let limit else { return nil }
                return about(
                    signal, .gpuThrottling, tier,
                    ["\(rate(signal)) > \(PromQLNumber.text(limit.value))"], for: "5m",
                    labels: ["signal": signal.rawValue],
                    "\(card(signal)) is slowed down because of \(reason)",
                    "For \(AlertTemplate.value(.percentage)) of the last 5 minutes.")
            }
        }
    }

    private var faults: [AlertRule] {
        var rules: [AlertRule] = []
        if subject.tells(.gpuXid) {
            rules.append(
                about(
                    .gpuXid, .gpuXid, .warning, ["\(level(.gpuXid)) > 0"], for: "1m",
                    "\(card(.gpuXid)) reports an XID",
                    "The code of the last error is \(AlertTemplate.value()); it stays until the "
                        + "driver is loaded anew."))
        }
        for (signal, alert, words) in [
            (
                Signal.gpuUncorrectableErrors, AlertID.gpuUncorrectableErrors,
                "has memory errors that cannot be corrected"
            ), (.nvlinkErrors, .nvlinkErrors, "has errors on its links"),
        ] where subject.tells(signal) {
            rules.append(
                about(
                    signal, alert, .warning, ["\(rate(signal)) > 0"], for: "1m",
                    "\(card(signal)) \(words)",
                    "\(AlertTemplate.value(.rate)) errors per second in the last 5 minutes."))
        }
        return rules
    }

    private var node: [AlertRule] {
        let parts: [(Signal, String)] = [
            (.nodeProcessorUsage, "processor time"), (.nodeMemoryUsage, "main memory"),
            (.nodeDiskUsage, "disk space"),
        ]
        return parts.flatMap { signal, words -> [AlertRule] in
            guard let limits = AlertLimits(signal, for: subject) else { return [] }
            return [(AlertTier.warning, limits.critical), (.info, limits.warning)].compactMap {
                tier, limit in
                guard let limit else { return nil }
                return about(
                    signal, .nodePressure, tier,
                    ["\(level(signal)) > \(PromQLNumber.text(limit.value))"], for: "10m",
                    labels: ["signal": signal.rawValue],
                    "\(card(signal)) is short of \(words)",
                    "\(AlertTemplate.value(.percentage)) in use.")
            }
        }
    }

    /// A card that is paid for and hardly used; a busy one is no alarm, for engines keep it so.
    private var idle: [AlertRule] {
        guard subject.tells(.gpuUtilization),
            let limit = Signal.gpuUtilization.definition.ranges?.warningBelow
        else { return [] }
        let usage = level(.gpuUtilization)
        return [
            about(
                .gpuUtilization, .gpuIdle, .info,
                ["avg_over_time(\(usage)[1h]) < \(PromQLNumber.text(limit))"], for: "1h",
                "\(card(.gpuUtilization)) is hardly used",
                "It was busy for \(AlertTemplate.value(.percentage)) of the last hour.")
        ]
    }
}
