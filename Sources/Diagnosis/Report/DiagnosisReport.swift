package import Estimates

/// What is wrong, why one thinks so, and what to do.
package struct DiagnosisReport: Sendable {
    /// How sure the answer is.
    package enum Conclusion: Sendable, Hashable {
        /// One cause stands out.
        case found(Cause)
        /// The evidence does not tell these apart, the likelier first; the test would.
        case undecided([Cause], test: String)
        /// Nothing is wrong as far as the evidence goes.
        case noFinding
        /// There is too little evidence to say anything; why.
        case noEvidence(String)
    }

    /// A figure in the summary.
    package struct Figure: Sendable, Hashable {
        package let name: String
        package let estimate: Estimate
        package let unit: String

        package init(_ name: String, _ estimate: Estimate, unit: String) {
            self.name = name
            self.estimate = estimate
            self.unit = unit
        }
    }

    package var conclusion: Conclusion
    /// One line: what is wrong, with its main evidence.
    package var headline: String
    /// Causes worth naming, the likeliest first; consequences of one directly after it.
    package var causes: [RankedCause]
    /// What the user felt: TTFT, gaps, E2E, failures.
    package var felt: [Figure]
    /// What the server says: running, waiting, KV cache, preemptions, queue time.
    package var said: [Figure]
    /// Where the time goes, in the order of a request; empty when unknown.
    package var phases: [PhaseShare]
    /// What to do, each a sentence, the first one first.
    package var next: [String]
    /// What the reader should know of the evidence, each a sentence: gaps, assumptions.
    package var notes: [String]
    /// Every clue and what came of it, in the catalogue's order.
    package var findings: [ClueFinding]

    package init(conclusion: Conclusion, headline: String) {
        self.conclusion = conclusion
        self.headline = headline
        causes = []
        felt = []
        said = []
        phases = []
        next = []
        notes = []
        findings = []
    }
}
