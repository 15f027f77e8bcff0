/// Rules that are evaluated one after the other at the same interval.
package struct RuleGroup: Sendable, Hashable {
    /// A rule of either kind.
    package enum Rule: Sendable, Hashable {
        case recording(RecordingRule)
        case alert(AlertRule)

        /// The rule's query.
        package var expression: String {
            switch self {
            case .recording(let rule): rule.expression
            case .alert(let rule): rule.expression
            }
        }
    }

    package let name: String
    /// The interval of evaluation in PromQL's spelling; nil for the server's.
    package let interval: String?
    package let rules: [Rule]

    /// Creates a group.
    ///
    /// - Parameters:
    ///   - name: The name; no two groups of a file share one.
    ///   - interval: The interval of evaluation.
    ///   - rules: The rules, in the order of evaluation.
    package init(name: String, interval: String? = nil, rules: [Rule]) {
        self.name = name
        self.interval = interval
        self.rules = rules
    }

    /// The alerts among the rules.
    package var alerts: [AlertRule] {
        rules.compactMap { if case .alert(let alert) = $0 { alert } else { nil } }
    }

    /// The recordings among the rules.
    package var recordings: [RecordingRule] {
        rules.compactMap { if case .recording(let rule) = $0 { rule } else { nil } }
    }
}
