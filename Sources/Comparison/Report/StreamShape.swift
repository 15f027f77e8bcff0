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

/// Whether a hop between client and engine bunches the stream.
///
/// A buffer on the way lets tokens out together: the gaps inside a bunch contract to nothing, the
/// gaps between bunches grow, and the median ITL becomes a flattering zero.
package struct BunchingFinding: Sendable, Equatable {
    /// Who bunches.
    package enum Side: String, Sendable, Equatable {
        case baseline, candidate, neither
    }

    /// Who bunches.
    package var side: Side
    /// Whether that side holds answers back until they are nearly whole.
    package var isHeldBack: Bool
    /// The baseline's streams.
    package var baseline: StreamShape
    /// The candidate's.
    package var candidate: StreamShape
    /// The candidate's share of gaps near zero minus the baseline's, by whole answers.
    package var change: Estimate
}
