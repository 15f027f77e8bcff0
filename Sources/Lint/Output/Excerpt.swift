/// A line with a mark below a part of it, cut to a width that terminals have.
struct Excerpt {
    /// The line, or the part of it around the mark.
    let text: String
    /// Blanks and carets that stand below it.
    let marks: String

    private static let widthMax = 96

    /// - Parameters:
    ///   - line: The line.
    ///   - from: The first marked column, from 1.
    ///   - to: The column behind the last one; nil for the line's end.
    init(line: String, from: Int, to: Int?) {
        let shown = Array(line).map { $0.isInert ? $0 : "\u{FFFD}" }
        let first = min(max(0, from - 1), shown.count)
        let last = min(max(first + 1, (to ?? shown.count + 1) - 1), max(shown.count, first + 1))
        var start = 0
        var end = shown.count
        if shown.count > Self.widthMax {
            let span = min(last - first, Self.widthMax - 20)
            start = max(0, min(first - (Self.widthMax - span) / 2, shown.count - Self.widthMax))
            end = min(shown.count, start + Self.widthMax)
        }
        let head = start > 0 ? "..." : ""
        let tail = end < shown.count ? "..." : ""
        text = head + String(shown[start..<end]) + tail
        let blanks = shown[start..<min(first, end)].map { $0 == "\t" ? "\t" : " " }
        let count = max(1, min(last, max(end, first + 1)) - first)
        marks =
            String(repeating: " ", count: head.count) + blanks.joined()
            + String(repeating: "^", count: count)
    }
}

extension Character {
    /// Whether a terminal only shows it.
    fileprivate var isInert: Bool {
        self == "\t"
            || unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
