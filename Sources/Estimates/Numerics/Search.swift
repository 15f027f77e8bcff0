/// Searches over whole numbers.
enum Search {
    /// The smallest number in `first...last` for which a condition holds, given that it goes on
    /// holding from there.
    ///
    /// Doubling, then halving: about 2 log2 of the answer evaluations.
    ///
    /// - Returns: `nil` where it does not hold at `last`.
    static func smallest(
        from first: Int, upTo last: Int, where condition: (Int) -> Bool
    ) -> Int? {
        guard first <= last else { return nil }
        if condition(first) { return first }
        var failing = first
        var step = 1
        var holding: Int?
        while holding == nil {
            let candidate = last - failing > step ? failing + step : last
            if condition(candidate) {
                holding = candidate
            } else if candidate == last {
                return nil
            } else {
                failing = candidate
                step *= 2
            }
        }
        guard var answer = holding else { return nil }
        while answer - failing > 1 {
            let middle = failing + (answer - failing) / 2
            if condition(middle) { answer = middle } else { failing = middle }
        }
        return answer
    }
}
