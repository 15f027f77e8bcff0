/// The unit of a signal's values inside firstlight, whatever the engine exports.
package enum SignalUnit: String, Sendable, Hashable {
    case requests
    case tokens
    case events
    /// A share from 0 to 1.
    case ratio
    /// Seconds; of a histogram the unit of its sum.
    case seconds
    /// Tokens or blocks, as the engine counts; only the quotient of two such signals has a meaning.
    case tokensOrBlocks = "tokens_or_blocks"
}
