import Signals

/// The files of ``GeneratedPart/alertmanager``.
enum AlertmanagerFiles {
    static let path = "alertmanager/alertmanager.yml"

    /// Alertmanager's configuration.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The file.
    /// - Throws: `GenerationError` for options of SLOs that cannot be meant.
    static func set(for subject: GenerationSubject) throws(GenerationError) -> GeneratedSet {
        // Labels that all alerts share tell nothing from anything.
        var plain = subject
        plain.alertLabels = [:]
        let rules = try alerts(for: plain)
        let inhibitions = Inhibitions(among: rules, labels: subject.labels).all
        let config = AlertmanagerConfig(labels: subject.labels, inhibitions: inhibitions)
        return GeneratedSet(files: [
            GeneratedFile(
                path: path,
                text: GeneratedHeader.comment(for: subject, AlertmanagerConfig.remarks)
                    + YAMLWriter.document(config.node),
                purpose: "Routes, receivers and inhibitions: critical to the pager, warning to "
                    + "chat, info to nobody.",
                use: use)
        ])
    }

    /// All alerts that reach Alertmanager.
    static func alerts(
        for subject: GenerationSubject
    ) throws(GenerationError) -> [AlertRule] {
        let groups = AlertRules.groups(for: subject) + (try SLORules.groups(for: subject).groups)
        return groups.flatMap(\.alerts)
    }

    private static var use: String {
        let secrets = AlertmanagerConfig.secrets.map { "`\($0)`" }.joined(separator: " and ")
        var text = "put the secrets into \(secrets), then check it:\n\n"
        text += "      amtool check-config \(path)\n"
        for (tier, receiver) in AlertmanagerConfig.receivers {
            text +=
                "      amtool config routes test --config.file=\(path)"
                + " --verify.receivers=\(receiver) severity=\(tier.rawValue)\n"
        }
        return text
    }
}
