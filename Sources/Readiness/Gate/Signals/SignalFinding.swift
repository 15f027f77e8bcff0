package import Estimates

/// What a window of the server's own signals says about one objective.
package struct SignalFinding: Sendable, Equatable {
    /// Met, violated or undecided.
    package var judgement: Judgement

    /// The limited statistic in base units; `nil` when nothing was observed.
    package var observed: Estimate?

    /// The worst value seen, in base units.
    package var worst: Double?

    /// Observations known to be inside the limit; `nil` where the buckets do not tell, or nothing is
    /// counted.
    package var within: Int?

    /// All observations; `nil` where nothing is counted.
    package var total: Int?

    /// The share inside the limit with its bounds.
    package var share: Estimate?

    /// Further observations, all inside the limit, that would meet the objective.
    package var furtherObservations: Int?

    /// How it was seen, or why it was not; a phrase without a full stop.
    package var note: String

    /// What would decide, a sentence without a full stop; `nil` when nothing else would.
    package var advice: String?

    /// A finding without evidence.
    ///
    /// - Parameters:
    ///   - why: Why there is none.
    ///   - advice: What would decide.
    /// - Returns: Undecided.
    package static func unseen(_ why: String, advice: String? = nil) -> SignalFinding {
        SignalFinding(judgement: .undecided, note: why, advice: advice)
    }

    /// A finding of one value.
    ///
    /// - Parameters:
    ///   - judgement: Met, violated or undecided.
    ///   - observed: The value.
    ///   - note: How it was seen.
    ///   - advice: What would decide.
    package init(
        judgement: Judgement, observed: Estimate? = nil, note: String, advice: String? = nil
    ) {
        self.judgement = judgement
        self.observed = observed
        self.note = note
        self.advice = advice
    }
}
