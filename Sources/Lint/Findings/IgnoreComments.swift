/// Comments by which a file turns rules off: `# firstlight: ignore RULE`.
///
/// On a line of its own a comment counts for the rule or query that follows; inside or behind one
/// it counts for that. `ignore-file` counts for the whole file. Without a rule's word it turns all
/// of them off.
struct IgnoreComments {
    private struct Comment {
        /// Empty for all rules.
        var rules: Set<String>
        var range: Range<Int>?
    }

    private var comments: [Comment] = []

    init(_ source: LintSource, items: [Range<Int>]) {
        for number in 1...max(1, source.lineCount) {
            let line = source.line(number)
            guard let mark = line.firstRange(of: "# firstlight: ignore") else { continue }
            let rest = line[mark.upperBound...]
            let isWholeFile = rest.hasPrefix("-file")
            let words = rest.drop { $0 == "-" || $0.isLetter && isWholeFile && $0 != " " }
                .split { !($0.isLetter || $0 == "-") }.map(String.init)
            // In JSON the comment ends with its text.
            let rules = Set(words.filter { Linter.ruleNames.contains($0) })
            let start = source.offset(line: number, scalarColumn: 1)
            let end = source.offset(line: number + 1, scalarColumn: 1)
            comments.append(
                Comment(rules: rules, range: isWholeFile ? nil : Self.item(start..<end, items)))
        }
    }

    /// The item that a comment's line touches, or else the next one.
    private static func item(_ line: Range<Int>, _ items: [Range<Int>]) -> Range<Int> {
        let touching = items.first {
            $0.lowerBound < line.upperBound
                && line.lowerBound < max($0.upperBound, $0.lowerBound + 1)
        }
        let next = items.filter { $0.lowerBound >= line.upperBound }
            .min { $0.lowerBound < $1.lowerBound }
        return touching ?? next ?? line
    }

    /// Whether a comment turns a finding off.
    func ignore(_ finding: LintFinding) -> Bool {
        comments.contains { comment in
            guard comment.rules.isEmpty || comment.rules.contains(finding.rule) else {
                return false
            }
            guard let range = comment.range else { return true }
            return range.lowerBound <= finding.range.lowerBound
                && finding.range.lowerBound <= range.upperBound
        }
    }
}
