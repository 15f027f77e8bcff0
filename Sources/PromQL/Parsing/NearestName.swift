/// Finds the name that somebody who misspelt one may have meant.
enum NearestName {
    /// The nearest of some names, nil when none is within a third of the name's letters.
    ///
    /// The case of letters does not count. Of names equally near, the first one wins.
    static func of(_ name: String, among names: [String]) -> String? {
        guard name.utf8.count <= 64 else { return nil }
        let lowered = Array(name.lowercased().utf8)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let distance = distance(lowered, Array(candidate.lowercased().utf8))
            if distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        guard let best, best.distance <= max(1, lowered.count / 3) else { return nil }
        return best.name
    }

    /// How many bytes have to be put in, left out or replaced.
    ///
    /// Source: Levenshtein, "Binary codes capable of correcting deletions, insertions and
    /// reversals", 1966.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (lineIndex, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = lineIndex + 1
            for (index, other) in right.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[index + 1]
                row[index + 1] = min(replaced, row[index] + 1, row[index + 1] + 1)
            }
        }
        return row[right.count]
    }
}
