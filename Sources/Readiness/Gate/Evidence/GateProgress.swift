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
}
