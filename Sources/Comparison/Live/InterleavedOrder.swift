import Estimates

/// Whose turn it is: two rounds make a block, in which each side goes first once.
///
/// A coin decides whether a block is ABBA or BAAB, so that nothing that goes on in step with the
/// rounds favours a side, and a drift that is the same over four turns cancels out.
package struct InterleavedOrder: Sendable, Equatable {
    private let seed: UInt64

    /// Creates an order.
    ///
    /// - Parameter seed: Equal seeds give equal orders.
    package init(seed: UInt64) {
        self.seed = seed
    }

    /// The side that goes first in a round.
    ///
    /// - Parameter round: The round, from 0.
    /// - Returns: The side.
    package func first(inRound round: Int) -> ComparisonSide {
        var coin = SplitMix64(seed: seed ^ (UInt64(truncatingIfNeeded: round / 2) &* 0x9E37_79B9))
        let isBaseline = coin.next() & 1 == 0
        return isBaseline != (round % 2 == 1) ? .baseline : .candidate
    }

    /// The number of a request's prompt: no two requests of a run have the same, on either side.
    ///
    /// Where both sides lead to one engine, a prompt asked a second time would be found in its
    /// cache.
    ///
    /// - Parameters:
    ///   - index: The request's number on its side.
    ///   - side: Its side.
    /// - Returns: The prompt's number.
    package static func prompt(index: Int, _ side: ComparisonSide) -> Int {
        2 * index + (side == .baseline ? 0 : 1)
    }
}
