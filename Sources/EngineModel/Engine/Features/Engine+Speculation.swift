extension Engine {
    /// Tokens to draft for a request that decodes within what is left of the step's budget.
    func drafts(of budget: Int) -> Int {
        guard let speculation = configuration.speculation else { return 0 }
        return max(0, min(speculation.draftTokens, budget - 1))
    }

    /// Draws how many of the tokens drafted for a request the model accepts, and counts them.
    ///
    /// Counted is what the model accepted, whether the answer still has room for it or not, as vLLM does.
    mutating func acceptedDrafts(of slot: Int) -> Int {
        let drafted = requests[slot].drafted
        guard drafted > 0 else { return 0 }
        var accepted = 0
        while accepted < drafted, draftRandom.unit() < draftAcceptance {
            metrics.acceptedTokensByPosition[accepted] += 1
            accepted += 1
        }
        metrics.drafts += 1
        metrics.draftTokens += UInt64(drafted)
        metrics.acceptedTokens += UInt64(accepted)
        return accepted
    }
}
