/// A condition on an alert's label, as Alertmanager writes it: `severity="critical"`.
package struct AlertMatcher: Sendable, Hashable {
    package var label: String
    package var value: String
    package var isRegex: Bool
    package var isNegative: Bool

    init(label: String, value: String, isRegex: Bool = false, isNegative: Bool = false) {
        self.label = label
        self.value = value
        self.isRegex = isRegex
        self.isNegative = isNegative
    }

    /// Reads `name="value"`, with `=`, `!=`, `=~` or `!~`; quotes may be left out.
    init?(_ text: String) {
        let trimmed = text.filter { !$0.isNewline }
        guard let sign = trimmed.firstIndex(where: { $0 == "=" || $0 == "!" }) else { return nil }
        let name = Self.unquoted(String(trimmed[..<sign]))
        let rest = trimmed[sign...]
        for (symbol, isRegex, isNegative) in [
            ("=~", true, false), ("!~", true, true), ("!=", false, true), ("=", false, false),
        ] where rest.hasPrefix(symbol) {
            self.init(
                label: name, value: Self.unquoted(String(rest.dropFirst(symbol.count))),
                isRegex: isRegex, isNegative: isNegative)
            return
        }
        return nil
    }

    private static func unquoted(_ text: String) -> String {
        var inner = text[...]
        while inner.first == " " { inner.removeFirst() }
        while inner.last == " " { inner.removeLast() }
        if inner.count >= 2, inner.first == "\"", inner.last == "\"" {
            inner = inner.dropFirst().dropLast()
        }
        return String(inner)
    }

    /// The texts that a regular expression of plain alternatives allows; nil for other ones.
    private var alternatives: [String]? {
        guard isRegex else { return [value] }
        let inner =
            value.hasPrefix("(") && value.hasSuffix(")") ? value.dropFirst().dropLast() : value[...]
        guard !inner.contains(where: { "[](){}*+?\\^$.".contains($0) }) else { return nil }
        return inner.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether a value passes; nil when that cannot be told.
    ///
    /// - Parameter text: The label's value; empty when the label is not there.
    /// - Returns: Nil for templates and for regular expressions beyond plain alternatives.
    func accepts(_ text: String) -> Bool? {
        guard !text.contains("{{"), let alternatives else { return nil }
        return alternatives.contains(text) != isNegative
    }
}
