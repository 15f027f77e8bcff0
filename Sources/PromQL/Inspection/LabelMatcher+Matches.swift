extension LabelMatcher {
    /// Whether a label of some value fits, nil when that takes an engine for regular expressions.
    ///
    /// A label that a series does not have counts as empty. Regular expressions are answered when
    /// they are alternatives of plain text with `.*` and `.+` in them, as in `a|b.*`.
    package func matches(_ value: String) -> Bool? {
        switch operation {
        case .equal: value == self.value
        case .notEqual: value != self.value
        case .matchesRegex: LiteralPattern(self.value)?.matches(value)
        case .notMatchesRegex: LiteralPattern(self.value)?.matches(value).map { !$0 }
        }
    }
}
