/// Why a text is no query.
package struct PromQLError: Error, Sendable, Hashable {
    /// What is wrong, without the position.
    package let message: String
    /// The way out, or what would have fitted, where that can be told.
    package let hint: String?
    /// The part of the text that is wrong; empty at the end of the text when something is missing.
    package let range: SourceRange
    /// The line of the range's start, from 1.
    package let line: Int
    /// The column of the range's start in characters, from 1.
    package let column: Int

    package init(_ message: String, hint: String? = nil, at range: SourceRange, in text: String) {
        self.message = message
        self.hint = hint
        self.range = range
        (line, column) = Self.position(of: range.start, in: text)
    }

    private static func position(of offset: Int, in text: String) -> (line: Int, column: Int) {
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) }
        let lineText = String(decoding: before[(start ?? before.startIndex)...], as: UTF8.self)
        return (line, lineText.count + 1)
    }
}

extension PromQLError: CustomStringConvertible {
    /// `line:column: message; hint`.
    package var description: String {
        "\(line):\(column): \(message)" + (hint.map { "; \($0)" } ?? "")
    }
}
