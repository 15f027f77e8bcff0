import Simulator

extension FaultScript {
    /// The rules of a story that begins where another rule does, and ends with it at the latest.
    ///
    /// - Parameter place: When and where; what it leaves open is the story's own.
    /// - Returns: The rules that hold at some time.
    func rules(within place: FaultRule) -> [FaultRule] {
        rules.compactMap { rule in
            var placed = rule
            placed.replica = place.replica ?? rule.replica
            placed.model = place.model ?? rule.model
            placed.requests = place.requests ?? rule.requests
            placed.share = place.share < 1 ? place.share : rule.share
            guard let window = place.elapsed else { return placed }
            let own = rule.elapsed ?? (.zero..<(window.upperBound - window.lowerBound))
            let start = window.lowerBound + own.lowerBound
            let end = min(window.upperBound, window.lowerBound + own.upperBound)
            guard start < end else { return nil }
            placed.elapsed = start..<end
            return placed
        }
    }
}
