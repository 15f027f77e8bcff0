/// How much an alert wants: the value of its label `severity`.
package enum AlertTier: String, Sendable, Hashable, CaseIterable {
    /// Wakes somebody up.
    case critical
    /// Becomes a ticket.
    case warning
    /// Is shown and delivered to nobody.
    case info

    /// How soon somebody is to respond, for an annotation; nil when nobody is.
    package var responseTime: String? {
        switch self {
        case .critical: "15 minutes"
        case .warning: "1 hour"
        case .info: nil
        }
    }
}
