/// A secret for the `Authorization` header that no output, log or dump ever shows.
///
/// It is deliberately not `Codable`.
package struct BearerToken: Sendable, Hashable {
    private let value: String

    /// - Parameter value: the token alone, without the word `Bearer`.
    package init(_ value: String) {
        self.value = value
    }

    /// The header's value, or nil when the token holds what no header can: blanks, line breaks,
    /// control characters or nothing at all.
    var authorization: String? {
        let isPrintable = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return value.isEmpty || !isPrintable ? nil : "Bearer " + value
    }

    /// `text` with every occurrence of the token replaced, for what a server sent back.
    func redacted(from text: String) -> String {
        guard !value.isEmpty else { return text }
        var parts: [Substring] = []
        var rest = text[...]
        while let range = rest.firstRange(of: value) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        parts.append(rest)
        return parts.joined(separator: description)
    }
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<token>`.
    package var description: String { "<token>" }

    /// Always `<token>`.
    package var debugDescription: String { "<token>" }

    /// A mirror without children, so that `dump` shows nothing either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
