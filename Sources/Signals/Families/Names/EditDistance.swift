/// How far two names are from each other.
package enum EditDistance {
    /// The fewest insertions, removals and replacements of a byte, and exchanges of two neighbours,
    /// that turn one name into another: the optimal string alignment distance.
    ///
    /// - Parameters:
    ///   - left: A name.
    ///   - right: Another.
    ///   - limit: Where counting may stop.
    /// - Returns: The distance, or nil when it is over the limit.
    package static func between(_ left: String, _ right: String, limit: Int) -> Int? {
        let first = Array(left.utf8)
        let second = Array(right.utf8)
        guard abs(first.count - second.count) <= limit else { return nil }
        var older: [Int] = []
        var old = Array(0...second.count)
        for (row, byte) in first.enumerated() {
            var new = [row + 1]
            for (column, other) in second.enumerated() {
                let replaced = old[column] + (byte == other ? 0 : 1)
                var best = min(replaced, old[column + 1] + 1, new[column] + 1)
                if row > 0, column > 0, byte == second[column - 1], first[row - 1] == other {
                    best = min(best, older[column - 1] + 1)
                }
                new.append(best)
            }
            guard (new.min() ?? 0) <= limit else { return nil }
            (older, old) = (old, new)
        }
        return old.last.flatMap { $0 <= limit ? $0 : nil }
    }
}
