/// An alerting rule, apart from its expression.
package struct AlertRule: Sendable, Hashable {
    package var name: String
    /// Labels that the rule adds; values may hold templates.
    package var labels: [String: String]
    package var annotations: [String: String]
    /// Whether the alert waits before it fires.
    package var hasWait: Bool
}
