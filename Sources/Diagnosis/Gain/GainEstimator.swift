/// What a fix is expected to bring, from closed forms and what was observed.
struct GainEstimator {
    init(_ evidence: Evidence, _ findings: [ClueFinding]) {}

    /// The expected gain of fixing a cause; nil when nothing can be said.
    func gain(for cause: Cause) -> ExpectedGain? {
        nil
    }
}
