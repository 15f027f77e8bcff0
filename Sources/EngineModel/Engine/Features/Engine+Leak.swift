extension Engine {
    /// Loses places of the KV cache to nobody, for good.
    ///
    /// Free blocks go at once, cached prefixes among them; what running requests hold goes when they give it back.
    /// Fractions of a block add up. The gauge of the cache's usage shows it after the next step. An engine that has lost more
    /// than its requests leave over schedules nothing more, as a leaking real one.
    ///
    /// - Parameter tokens: Tokens whose places are lost; negative numbers count as 0.
    package mutating func leak(tokens: Double) {
        leakingTokens += max(0, tokens)
        takeLeakedBlocks()
    }

    /// Blocks lost so far.
    package var leakedBlocks: Int {
        lostBlocks
    }

    /// Takes the blocks that are due as far as there are free ones.
    mutating func takeLeakedBlocks() {
        let due = min(leakingTokens / Double(configuration.blockSize), Double(cache.freeBlocks))
        let blocks = Int(due)
        guard blocks > 0 else { return }
        cache.allocate(blocks)
        lostBlocks += blocks
        leakingTokens -= Double(blocks * configuration.blockSize)
    }
}
