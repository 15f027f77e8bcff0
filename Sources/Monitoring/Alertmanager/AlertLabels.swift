import Signals

/// What is known about the labels of the alerts that a rule makes.
package struct AlertLabels: Sendable, Hashable {
    /// What a label holds.
    package enum Value: Sendable, Hashable {
        /// It is not there.
        case missing
        /// It is there, with a value of the query's.
        case some
        /// It is there, with this value.
        case fixed(String)
    }

    private let values: [String: Value]

    /// The labels of a rule: those of its query's results, those it writes, and its name.
    ///
    /// - Parameter rule: The rule.
    package init(_ rule: AlertRule) {
        var values: [String: Value] = [:]
        for label in rule.resultLabels { values[label] = .some }
        for (label, value) in rule.writtenLabels where !value.isEmpty {
            values[label] = value.contains("{{") ? .some : .fixed(value)
        }
        values["alertname"] = .fixed(rule.alert.rawValue)
        self.values = values
    }

    /// What a label holds.
    package subscript(label: String) -> Value { values[label] ?? .missing }

    /// The labels that are there, sorted.
    package var names: [String] { values.keys.sorted() }
}
