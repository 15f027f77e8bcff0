package import Estimates

/// How far a gate has got.
package struct GateProgress: Sendable, Equatable {
    /// Probes that count so far.
    package var counted: Int

    /// Of them, those whose answer arrived whole.
    package var succeeded: Int

    /// Clean probes that would still be needed; `nil` when READY is out of reach.
    package var further: Int?

    /// The judgement of each objective so far, hard ones first.
    package var judgements: [Judgement]

    /// Creates a progress.
    ///
    /// - Parameters:
    ///   - counted: Probes that count so far.
    ///   - succeeded: Of them, those whose answer arrived whole.
    ///   - further: Clean probes that would still be needed.
    ///   - judgements: The judgement of each objective so far.
    package init(counted: Int, succeeded: Int, further: Int?, judgements: [Judgement]) {
        self.counted = counted
        self.succeeded = succeeded
        self.further = further
        self.judgements = judgements
    }
}
