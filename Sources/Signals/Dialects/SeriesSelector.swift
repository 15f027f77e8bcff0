/// The series of one name that fulfil some conditions.
package struct SeriesSelector: Sendable, Hashable {
    /// The name on the wire, as the exporter documents it.
    package let name: String
    package let matchers: [LabelMatcher]

    package init(_ name: String, _ matchers: LabelMatcher...) {
        self.init(name: name, matchers: matchers)
    }

    package init(name: String, matchers: [LabelMatcher]) {
        self.name = name
        self.matchers = matchers
    }

    /// The selector of a child series, such as a histogram's `_sum`.
    func child(_ suffix: String) -> SeriesSelector {
        SeriesSelector(name: name + suffix, matchers: matchers)
    }

    /// The same series under more conditions.
    func restricted(by conditions: [LabelMatcher]) -> SeriesSelector {
        SeriesSelector(name: name, matchers: matchers + conditions)
    }
}
