/// The valid word that an unknown one was probably meant to be.
package enum NearestSpelling {
    /// The nearest candidate, or `nil` when none is near enough to be a slip of the fingers.
    ///
    /// Case, `_`, `-` and spaces do not count (`max_probes` is `maxProbes`); beyond that one slip
    /// is allowed
    /// per three letters. Among equally near candidates the first wins.
    package static func of(_ word: String, among candidates: [String]) -> String? {
        let plain = folded(word)
        guard !plain.isEmpty else { return nil }
        let allowed = max(1, plain.count / 3)
        let ranked = candidates.map { (word: $0, distance: distance(plain, folded($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= allowed
        else { return nil }
        return best.word
    }

    /// The optimal string alignment distance.
    ///
    /// Insertions, deletions, replacements and swaps of neighbours each cost one. Time grows with
    /// the product of the two lengths.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(
                    previous[column] + 1,
                    current[column - 1] + 1,
                    previous[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    best = min(best, beforePrevious[column - 2] + 1)
                }
                current.append(best)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }

    private static func folded(_ word: String) -> [Character] {
        // Nothing longer than this is a misspelt word of ours, and the table grows with the square.
        Array(word.lowercased().filter { !"_- ".contains($0) }.prefix(64))
    }
}
