package import Inference

/// How often requests ended in one way that is no success.
package struct FailureCount: Sendable, Equatable {
    /// The outcome's stable word.
    package var outcome: String

    /// What the outcome means for a verdict.
    package var outcomeClass: Outcome.Class

    /// How many requests.
    package var count: Int

    /// What the first of them said.
    package var example: String

    /// Creates a count.
    ///
    /// - Parameters:
    ///   - outcome: The outcome's stable word.
    ///   - outcomeClass: What it means for a verdict.
    ///   - count: How many requests.
    ///   - example: What the first of them said.
    package init(outcome: String, outcomeClass: Outcome.Class, count: Int, example: String) {
        self.outcome = outcome
        self.outcomeClass = outcomeClass
        self.count = count
        self.example = example
    }
}
