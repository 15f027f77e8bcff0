/// How a label is compared with a value.
package enum MatchOperator: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    /// The whole value of the label matches a regular expression.
    case matchesRegex = "=~"
    /// The whole value of the label does not match a regular expression.
    case notMatchesRegex = "!~"
}

extension MatchOperator {
    /// Whether the value is a regular expression.
    package var isRegex: Bool { self == .matchesRegex || self == .notMatchesRegex }

    /// Whether the comparison picks what does not fit.
    package var isNegative: Bool { self == .notEqual || self == .notMatchesRegex }
}
