/// Picks series by name and labels, one sample of each: `up{job="a"} offset 5m`.
package struct VectorSelector: Sendable, Hashable {
    /// The name written before the braces, nil when there is none.
    ///
    /// `metricName` also finds a name written as a matcher.
    package var name: String?
    /// Where the name alone stands.
    package var nameRange: SourceRange?
    /// The matchers written in the braces, in their order.
    package var matchers: [LabelMatcher]
    /// The modifiers `offset` and `@`.
    ///
    /// Those of a range, as in `up[5m] offset 1h`, are kept here, too: they move the samples that
    /// are picked.
    package var time: TimeModifiers
    /// The name, the braces, and the modifiers where those follow at once.
    package var range: SourceRange

    package init(
        name: String? = nil, nameRange: SourceRange? = nil, matchers: [LabelMatcher] = [],
        time: TimeModifiers = TimeModifiers(), range: SourceRange = .none
    ) {
        self.name = name
        self.nameRange = nameRange
        self.matchers = matchers
        self.time = time
        self.range = range
    }
}

extension VectorSelector {
    /// The one metric that can be picked: the name, or the value of a matcher `__name__="..."`.
    ///
    /// Nil when the selector may pick several names, as with `__name__=~"a|b"`.
    package var metricName: String? {
        name ?? matchers.first { $0.name == "__name__" && $0.operation == .equal }?.value
    }

    /// Where the metric's name stands: the name alone, or the value of the matcher that holds it.
    package var metricNameRange: SourceRange? {
        nameRange
            ?? matchers.first { $0.name == "__name__" && $0.operation == .equal }?.valueRange
    }

    /// The matchers of one label, in their order.
    package func matchers(of label: String) -> [LabelMatcher] {
        matchers.filter { $0.name == label }
    }
}
