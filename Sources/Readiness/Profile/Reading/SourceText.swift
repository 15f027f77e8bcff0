/// The text of a file, for pointing into it.
package struct SourceText: Sendable {
    /// The name the file is called by in messages.
    let file: String
    /// The text without a byte order mark.
    let text: String
    private let lines: [Substring.UnicodeScalarView]

    /// Splits a text into lines the way YAML counts them.
    init(file: String, text: String) {
        self.file = file
        let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.dropFirst()) : text
        self.text = content
        let scalars = content.unicodeScalars
        var lines: [Substring.UnicodeScalarView] = []
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let end = index
            scalars.formIndex(after: &index)
            guard Self.lineBreaks.contains(scalar) else { continue }
            if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" {
                scalars.formIndex(after: &index)
            }
            lines.append(scalars[start..<end])
            start = index
        }
        lines.append(scalars[start...])
        self.lines = lines
    }

    /// The index of a place, or `nil` when it lies outside the text.
    ///
    /// - Parameters:
    ///   - line: Counted from 1.
    ///   - column: Counted from 1, in Unicode scalars.
    /// - Returns: The index, at most the end of the line.
    func index(line: Int, column: Int) -> String.Index? {
        guard lines.indices.contains(line - 1), column >= 1 else { return nil }
        let content = lines[line - 1]
        return content.index(content.startIndex, offsetBy: column - 1, limitedBy: content.endIndex)
    }

    /// The line with a caret under the column, or `nil` when the line does not exist or may hold
    /// a secret.
    func excerpt(line: Int, column: Int) -> String? {
        guard lines.indices.contains(line - 1), !mayHoldSecret(line: line) else { return nil }
        let content = String(lines[line - 1]).replacing("\t", with: " ").printable(limit: 400)
        // Long lines are cut to a window around the column.
        let first = max(0, column - 1 - 60)
        let window = content.dropFirst(first).prefix(100)
        let number = "\(line)"
        let margin = String(repeating: " ", count: number.count)
        let caret = String(repeating: " ", count: min(column - 1 - first, window.count))
        return "  \(number) | \(window)\n  \(margin) | \(caret)^"
    }

    // MARK: - Secrets

    private static let lineBreaks: Set<Unicode.Scalar> = [
        "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}",
    ]

    /// Words that stand beside credentials, in lower case.
    private static let markers = [
        "apikey", "api_key", "api-key", "authorization", "bearer", "secret", "passw", "cookie",
        "access_key", "auth-token", "auth_token",
    ]

    /// Whether a line looks as if a credential stood on it, or began on the line before.
    ///
    /// A rule of thumb that errs towards hiding: what it hides is an excerpt, never the message.
    private func mayHoldSecret(line: Int) -> Bool {
        let content = String(lines[line - 1]).lowercased()
        if let scheme = content.range(of: "://"), content[scheme.upperBound...].contains("@") {
            return true
        }
        if let value = valueBesideMarker(content) { return !value.isEmpty }
        guard line >= 2, let value = valueBesideMarker(String(lines[line - 2]).lowercased()) else {
            return false
        }
        // "apiKey:" or "apiKey: >" with the value on this line.
        return value.allSatisfy { "|>+-".contains($0) } && !value.isEmpty
            || endsOpen(line: line - 1)
    }

    private func endsOpen(line: Int) -> Bool {
        String(lines[line - 1]).trimmed.hasSuffix(":")
    }

    /// What stands behind the first marker and its colon, references to the environment taken out;
    /// `nil` when no marker stands on the line.
    private func valueBesideMarker(_ content: String) -> String? {
        let found = Self.markers.compactMap { content.range(of: $0)?.upperBound }.min()
        guard let found else { return nil }
        var rest = content[found...]
        if let colon = rest.firstIndex(of: ":") { rest = rest[rest.index(after: colon)...] }
        var value = ""
        while let start = rest.range(of: "${") {
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
            value += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
        }
        value += rest
        return value.filter { !" \"'}],".contains($0) }
    }
}

extension StringProtocol {
    /// The first place where `needle` stands.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        firstRange(of: needle)
    }
}
