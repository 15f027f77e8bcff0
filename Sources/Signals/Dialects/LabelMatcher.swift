package import Exposition

/// A condition on one label of a series; a label that is not there has the empty value.
package struct LabelMatcher: Sendable, Hashable {
    /// What the label's value is compared with.
    package enum Condition: Sendable, Hashable {
        case oneOf(Set<String>)
        case noneOf(Set<String>)
        case hasPrefix(String)
    }

    package let label: String
    package let condition: Condition

    /// Series whose label has one of the values.
    package static func any(_ label: String, of values: Set<String>) -> LabelMatcher {
        LabelMatcher(label: label, condition: .oneOf(values))
    }

    /// Series whose label has none of the values.
    package static func none(_ label: String, of values: Set<String>) -> LabelMatcher {
        LabelMatcher(label: label, condition: .noneOf(values))
    }

    /// Series whose label has this value.
    package static func equal(_ label: String, _ value: String) -> LabelMatcher {
        any(label, of: [value])
    }

    /// Series whose label begins with a text.
    package static func prefix(_ label: String, _ text: String) -> LabelMatcher {
        LabelMatcher(label: label, condition: .hasPrefix(text))
    }

    /// Whether the sample fulfils the condition.
    package func matches(_ sample: Sample) -> Bool {
        matches(sample.label(label) ?? "")
    }

    /// Whether a value of the label fulfils the condition.
    package func matches(_ value: String) -> Bool {
        switch condition {
        case .oneOf(let values): values.contains(value)
        case .noneOf(let values): !values.contains(value)
        case .hasPrefix(let text): value.hasPrefix(text)
        }
    }
}
