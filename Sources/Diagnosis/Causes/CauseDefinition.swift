/// What is known of a cause: how it shows, what follows of it, what to do.
package struct CauseDefinition: Sendable {
    /// How much a clue moves the odds, in natural logarithms of a likelihood ratio.
    package struct Weight: Sendable, Hashable {
        package let clue: Clue
        /// Added when the clue holds, times its strength; negative where the clue speaks against the cause.
        package let ifHolds: Double
        /// Added when the clue fails, times its strength.
        package let ifFails: Double

        package init(_ clue: Clue, _ ifHolds: Double, else ifFails: Double = 0) {
            self.clue = clue
            self.ifHolds = ifHolds
            self.ifFails = ifFails
        }
    }

    package let cause: Cause
    package let kind: CauseKind
    /// A few words for a headline: `slot limit`.
    package let title: String
    /// One sentence that explains it.
    package let meaning: String
    /// The logarithm of the odds before any evidence; common causes are less negative.
    package let prior: Double
    /// What speaks for and against it.
    package let weights: [Weight]
    /// Causes that follow of this one and are not reported beside it.
    package let consequences: [Cause]
    /// The first thing to do, an imperative sentence without a full stop.
    package let firstAction: String
    /// What one would have to see for the cause to be wrong, a sentence without a full stop.
    package let refutation: String

    package init(
        _ cause: Cause, kind: CauseKind, title: String, meaning: String, prior: Double = -4,
        weights: [Weight], consequences: [Cause] = [], firstAction: String, refutation: String
    ) {
        self.cause = cause
        self.kind = kind
        self.title = title
        self.meaning = meaning
        self.prior = prior
        self.weights = weights
        self.consequences = consequences
        self.firstAction = firstAction
        self.refutation = refutation
    }
}
