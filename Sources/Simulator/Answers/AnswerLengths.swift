package import EngineModel

/// When the simulated model ends its answers by itself.
package struct AnswerLengths: Equatable, Sendable {
    /// Share of the answers that have a natural end; the others run to the token limit.
    package var stopShare: Double
    /// Lengths of the answers with a natural end, in tokens.
    package var lengths: LengthDistribution

    /// Describes a model.
    ///
    /// - Parameters:
    ///   - stopShare: Share of the answers with a natural end, from 0 to 1.
    ///   - lengths: Their lengths in tokens.
    package init(stopShare: Double, lengths: LengthDistribution) {
        self.stopShare = stopShare
        self.lengths = lengths
    }

    /// Every answer runs to its token limit.
    package static let untilLimit = AnswerLengths(stopShare: 0, lengths: .fixed(1))

    /// Draws the natural end of one answer; nil for none.
    package func draw(_ random: inout RandomSource) -> Int? {
        guard stopShare > 0, random.unit() < stopShare else { return nil }
        return lengths.draw(&random)
    }
}
