/// Keeps a number and its unit on one line.
enum UnitText {
    /// The blank that breaks no line, U+00A0.
    static let glue = "\u{A0}"

    private static let units: Set<Substring> = [
        "s", "ms", "µs", "us", "ns", "m", "h", "%", "tok/s",
    ]

    private static let signs: Set<Substring> = ["≥", "≤", "<=", ">="]

    /// The text with the blank between each number and its unit replaced by ``glue``; so are those
    /// around the signs of a comparison, as in `n ≥ 72`.
    static func glued(_ text: String) -> String {
        var glued = ""
        var last: Substring = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let bare = word.prefix { !",;:.)".contains($0) }
            let follows = units.contains(bare) && last.last?.isNumber == true
            let isCompared = signs.contains(last) && word.first?.isNumber == true
            let isCount = signs.contains(word) && last == "n"
            if !glued.isEmpty { glued += follows || isCompared || isCount ? glue : " " }
            glued += word
            last = word
        }
        return glued
    }
}
