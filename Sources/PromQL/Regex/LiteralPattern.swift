/// A regular expression so simple that it can be answered without an engine for them.
///
/// Alternatives of plain text in which `.*` and `.+` may stand, in any number of groups around the
/// whole: `a|b.*`, `(?:vllm|sglang)_.+`.
struct LiteralPattern {
    /// A part of an alternative.
    private enum Part {
        case text(Substring.UnicodeScalarView.Element)
        /// Any text, with at least so many characters.
        case any(least: Int)
    }

    private let alternatives: [[Part]]

    /// Reads a valid regular expression, nil when it is not that simple.
    init?(_ pattern: String) {
        var inner = pattern.unicodeScalars[...]
        while let unwrapped = Self.unwrapped(inner) {
            inner = unwrapped
        }
        var alternatives: [[Part]] = [[]]
        while let scalar = inner.popFirst() {
            switch scalar {
            case "|":
                alternatives.append([])
            case ".":
                guard let sign = inner.popFirst(), sign == "*" || sign == "+" else { return nil }
                if inner.first == "?" {
                    inner.removeFirst()
                }
                alternatives[alternatives.count - 1].append(.any(least: sign == "+" ? 1 : 0))
            case "\\":
                guard let escaped = inner.popFirst(), Self.isPunctuation(escaped) else {
                    return nil
                }
                alternatives[alternatives.count - 1].append(.text(escaped))
            case "*", "+", "?", "(", ")", "[", "{", "^", "$":
                return nil
            default:
                alternatives[alternatives.count - 1].append(.text(scalar))
            }
            if let next = inner.first, next == "*" || next == "+" || next == "?" || next == "{" {
                return nil
            }
        }
        self.alternatives = alternatives
    }

    /// Whether a whole text matches, nil when it holds a line feed, which a point does not match.
    func matches(_ text: String) -> Bool? {
        let scalars = Array(text.unicodeScalars)
        guard !scalars.contains("\n") else { return nil }
        return alternatives.contains { Self.matches($0, scalars) }
    }

    /// The positions in the text that the parts so far can end at, from one part to the next.
    private static func matches(_ parts: [Part], _ text: [Unicode.Scalar]) -> Bool {
        var ends: Set<Int> = [0]
        for part in parts {
            switch part {
            case .text(let scalar):
                ends = Set(ends.filter { $0 < text.count && text[$0] == scalar }.map { $0 + 1 })
            case .any(let least):
                guard let first = ends.min(), first + least <= text.count else { return false }
                ends = Set((first + least)...text.count)
            }
        }
        return ends.contains(text.count)
    }

    /// The inside of one group that spans everything, nil when there is none.
    private static func unwrapped(
        _ pattern: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView? {
        guard pattern.first == "(", pattern.last == ")" else { return nil }
        let inner = pattern.dropFirst().dropLast()
        let start = inner.starts(with: "?:".unicodeScalars) ? inner.dropFirst(2) : inner
        return start.contains { $0 == "(" || $0 == ")" || $0 == "\\" } || start.first == "?"
            ? nil : start
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII, scalar.value >= 0x20, scalar.value != 0x7F else { return false }
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return !byte.isDigit && (!byte.isLetter || scalar == "_")
    }
}
