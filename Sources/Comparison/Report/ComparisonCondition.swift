/// Something that differs between two runs beside the endpoint, or that weakens the comparison.
package struct ComparisonCondition: Sendable, Equatable {
    /// What differs.
    ///
    /// The raw values are part of the JSON output and are never renamed.
    package enum Kind: String, Sendable, Equatable, CaseIterable {
        case model
        case maxTokens = "max_tokens"
        case promptTokens = "prompt_tokens"
        case outputTokens = "output_tokens"
        case cachedTokens = "cached_tokens"
        case streaming
        case connections
        case concurrency
        case time
        case warmup
        case prompts
        case sameRun = "same_run"
        case counts
        case measurement
    }

    /// What differs.
    package var kind: Kind

    /// A sentence that names both sides' values.
    package var text: String

    /// Creates a condition.
    ///
    /// - Parameters:
    ///   - kind: What differs.
    ///   - text: A sentence that names both sides' values.
    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
