package import Estimates

/// How evenly one side's answers stream.
package struct StreamShape: Sendable, Equatable {
    /// The median gap between chunks, in seconds.
    package var medianGapSeconds: Double
    /// Chunks that one read brought, on average.
    package var chunksPerRead: Double?
    /// The share of gaps near zero: at most a fifth of the steadier side's median gap.
    package var nearZero: Estimate
    /// The share of gaps longer than three times the steadier side's median gap.
    package var long: Double
    /// The share of an answer's time that passes before its first token.
    package var waiting: Double
    /// Answers that went in.
    package var answers: Int
}
