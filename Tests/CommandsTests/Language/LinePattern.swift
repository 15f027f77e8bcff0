/// Compares texts with patterns: `...` in a line is any text, a line of `...` any number of lines.
enum LinePattern {
    /// Why lines do not match.
    enum Mismatch: Equatable {
        /// The pattern of this index matches no line that it could stand for; the lines it was
        /// tried on.
        case pattern(Int, tried: [String])
        /// Lines are left that no pattern stands for.
        case surplus([String])
    }

    /// Any number of lines, or any text in a line.
    static let anything = "..."

    /// Compares lines with patterns.
    ///
    /// - Returns: The first pattern that cannot match, or `nil` when all match.
    static func mismatch(of lines: [String], against patterns: [String]) -> Mismatch? {
        // The numbers of lines that the patterns so far can have used up.
        var reached: Set<Int> = [0]
        for (index, pattern) in patterns.enumerated() {
            if pattern == anything {
                reached = Set((reached.min() ?? 0)...lines.count)
                continue
            }
            let tried = reached.filter { $0 < lines.count }
            let next = tried.filter { matches(lines[$0], pattern) }.map { $0 + 1 }
            guard !next.isEmpty else {
                return .pattern(index, tried: tried.sorted().map { lines[$0] })
            }
            reached = Set(next)
        }
        guard !reached.contains(lines.count) else { return nil }
        return .surplus(Array(lines[(reached.max() ?? 0)...]))
    }

    /// Whether a line matches a pattern.
    static func matches(_ line: String, _ pattern: String) -> Bool {
        let pattern = pattern.replacing("\\e", with: "\u{1B}")
        let parts = pattern.split(separator: anything, omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last else { return line.isEmpty }
        guard parts.count > 1 else { return line == pattern }
        guard line.utf8.starts(with: first.utf8) else { return false }
        var rest = line.utf8.dropFirst(first.utf8.count)
        for part in parts.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: Array(part.utf8)) else {
                if part.isEmpty { continue }
                return false
            }
            rest = rest[found.upperBound...]
        }
        let end = rest.suffix(last.utf8.count)
        return end.elementsEqual(last.utf8)
    }
}
