package import Exposition

/// A condition on one label of a series; a label that is not there has the empty value.
package struct LabelMatcher: Sendable, Hashable {
    package let label: String
    package let values: Set<String>
    /// Whether the label's value has to be one of `values` or none of them.
    package let isPositive: Bool

    /// Series whose label has one of the values.
    package static func any(_ label: String, of values: Set<String>) -> LabelMatcher {
        LabelMatcher(label: label, values: values, isPositive: true)
    }

    /// Series whose label has none of the values.
    package static func none(_ label: String, of values: Set<String>) -> LabelMatcher {
        LabelMatcher(label: label, values: values, isPositive: false)
    }

    /// Series whose label has this value.
    package static func equal(_ label: String, _ value: String) -> LabelMatcher {
        any(label, of: [value])
    }

    /// Whether the sample fulfils the condition.
    package func matches(_ sample: Sample) -> Bool {
        values.contains(sample.label(label) ?? "") == isPositive
    }
}
