import Diagnosis
import Signals

/// The section on alerts of the documentation, which a test compares with what is written there.
package enum AlertDocumentation {
    /// A table of all alerts: what they say, their tiers, and which engines tell enough for them.
    ///
    /// - Returns: Markdown, ended by a line feed.
    /// - Throws: `GenerationError` when an engine that exports metrics has no dialect.
    package static func table() throws(GenerationError) -> String {
        var rules: [(engine: EngineKind, alerts: [AlertRule])] = []
        for engine in EngineKind.allCases where Dialect.of(engine) != nil {
            let subject = try GenerationSubject(engine: engine, toolVersion: "")
            rules.append((engine, AlertRules.groups(for: subject).flatMap(\.alerts)))
        }
        var text = "| alert | it says that | tiers | engines |\n|---|---|---|---|\n"
        for alert in AlertID.allCases {
            let made = rules.filter { entry in entry.alerts.contains { $0.alert == alert } }
            let tiers = AlertTier.allCases.filter { tier in
                made.contains { entry in
                    entry.alerts.contains { $0.alert == alert && $0.tier == tier }
                }
            }
            let title = Playbook.named(alert.rawValue)?.title ?? ""
            let page = "[`\(alert.rawValue)`](playbooks/\(alert.rawValue).md)"
            let names = made.map(\.engine.displayName)
            let engines =
                names.count == rules.count
                ? "all" : (names.isEmpty ? "by objectives" : names.joined(separator: ", "))
            let levels =
                tiers.isEmpty ? "by burn rate" : tiers.map(\.rawValue).joined(separator: ", ")
            text += "| \(page) | \(title) | \(levels) | \(engines) |\n"
        }
        return text
    }
}
