/// A cause with what speaks for and against it.
package struct RankedCause: Sendable {
    package let cause: Cause
    /// The logarithm of its odds against "nothing is wrong", after the evidence.
    package let score: Double
    /// Its probability among all causes and "nothing is wrong", 0 to 1.
    package let probability: Double
    /// What speaks for it, the heaviest first.
    package let evidenceFor: [ClueFinding]
    /// What speaks against it, the heaviest first.
    package let evidenceAgainst: [ClueFinding]
    /// What would speak for or against it and is not known, the heaviest first.
    package let missing: [ClueFinding]
    /// The cause this one follows of; nil when it stands for itself.
    package let consequenceOf: Cause?
    /// What the fix is expected to bring; nil when nothing can be said.
    package let gain: ExpectedGain?

    package init(
        cause: Cause, score: Double, probability: Double, evidenceFor: [ClueFinding],
        evidenceAgainst: [ClueFinding], missing: [ClueFinding], consequenceOf: Cause? = nil,
        gain: ExpectedGain? = nil
    ) {
        self.cause = cause
        self.score = score
        self.probability = probability
        self.evidenceFor = evidenceFor
        self.evidenceAgainst = evidenceAgainst
        self.missing = missing
        self.consequenceOf = consequenceOf
        self.gain = gain
    }
}
