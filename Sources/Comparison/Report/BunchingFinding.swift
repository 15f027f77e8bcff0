package import Estimates

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
