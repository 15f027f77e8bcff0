package import Signals

/// A rule of Alertmanager: while a source fires, its targets are muted.
package struct Inhibition: Sendable, Hashable {
    /// Which alerts stand on one side.
    package struct Side: Sendable, Hashable {
        /// The alerts, in the catalogue's order; empty for every alert.
        package let alerts: [AlertID]
        package let tiers: [AlertTier]

        /// Chooses alerts.
        ///
        /// - Parameters:
        ///   - alerts: The alerts; empty for every alert.
        ///   - tiers: Their tiers.
        package init(_ alerts: [AlertID] = [], _ tiers: [AlertTier]) {
            self.alerts = alerts
            self.tiers = tiers
        }

        /// Whether a rule's alerts are on this side.
        package func holds(_ rule: AlertRule) -> Bool {
            (alerts.isEmpty || alerts.contains(rule.alert)) && tiers.contains(rule.tier)
        }

        /// The side as Alertmanager's matchers.
        package var matchers: [String] {
            var parts: [String] = []
            if !alerts.isEmpty { parts.append(Self.matcher("alertname", alerts.map(\.rawValue))) }
            parts.append(Self.matcher("severity", tiers.map(\.rawValue)))
            return parts
        }

        private static func matcher(_ label: String, _ values: [String]) -> String {
            values.count == 1
                ? "\(label)=\"\(values[0])\""
                : "\(label)=~\"\(values.joined(separator: "|"))\""
        }
    }

    package let source: Side
    package let target: Side
    /// The labels that must be the same on both.
    package let equal: [String]
    /// Why the targets say nothing new; a sentence without a full stop.
    package let reason: String

    /// Creates a rule.
    ///
    /// - Parameters:
    ///   - source: What mutes.
    ///   - target: What is muted.
    ///   - equal: The labels that must be the same on both.
    ///   - reason: Why the targets say nothing new.
    package init(source: Side, target: Side, equal: [String], reason: String) {
        self.source = source
        self.target = target
        self.equal = equal
        self.reason = reason
    }
}
