import Readiness

/// Writes YAML in block style.
package enum YAMLWriter {
    /// A document.
    ///
    /// - Parameter node: The root.
    /// - Returns: The text, ended by a line feed; it reads back as the same tree under YAML 1.1 and
    ///   1.2.
    package static func document(_ node: YAMLNode) -> String {
        switch node {
        case .map(let pairs) where !pairs.isEmpty: map(pairs, indent: 0)
        case .list(let nodes) where !nodes.isEmpty: list(nodes, indent: 0)
        default: inline(node, indent: 0) + "\n"
        }
    }

    /// Several documents in one file.
    ///
    /// - Parameter nodes: The roots.
    /// - Returns: The documents with `---` between them.
    package static func documents(_ nodes: [YAMLNode]) -> String {
        nodes.map(document).joined(separator: "---\n")
    }

    private static func map(_ pairs: [YAMLPair], indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        var text = ""
        for pair in pairs {
            for line in pair.comment?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
            {
                text += space + (line.isEmpty ? "#" : "# \(line)") + "\n"
            }
            text += space + scalar(pair.key) + ":" + value(pair.value, indent: indent) + "\n"
        }
        return text
    }

    /// What follows a colon, without the last line feed.
    private static func value(_ node: YAMLNode, indent: Int) -> String {
        switch node {
        case .map(let pairs) where !pairs.isEmpty:
            "\n" + map(pairs, indent: indent + 2).dropLast()
        case .list(let nodes) where !nodes.isEmpty:
            "\n" + list(nodes, indent: indent + 2).dropLast()
        default: " " + inline(node, indent: indent)
        }
    }

    private static func list(_ nodes: [YAMLNode], indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        var text = ""
        for node in nodes {
            switch node {
            case .map(let pairs) where !pairs.isEmpty:
                text += space + "-" + item(map(pairs, indent: indent + 2), indent: indent + 2)
            case .list(let inner) where !inner.isEmpty:
                text += space + "-" + item(list(inner, indent: indent + 2), indent: indent + 2)
            default: text += space + "- " + inline(node, indent: indent) + "\n"
            }
        }
        return text
    }

    /// The text of an item without the indent of its first line; comments in front of it get a line
    /// of their own.
    private static func item(_ text: String, indent: Int) -> String {
        let body = text.dropFirst(indent)
        guard body.hasPrefix("#") else { return " " + body }
        return "\n" + text
    }

    private static func inline(_ node: YAMLNode, indent: Int) -> String {
        switch node {
        case .text(let text): scalar(text)
        case .block(let text): block(text, indent: indent + 2)
        case .plain(let text): text
        case .list: "[]"
        case .map: "{}"
        }
    }

    private static func block(_ text: String, indent: Int) -> String {
        // Only what a literal block keeps: no white space in front, nothing odd within.
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 == "\n" || YAMLText.isPrintable($0)
        }
        guard isPlain, let first = text.first, first != " ", first != "\n" else {
            return scalar(text)
        }
        var kept = text[...]
        var isEnded = false
        if kept.hasSuffix("\n") {
            kept = kept.dropLast()
            isEnded = true
        }
        guard !kept.hasSuffix("\n") else { return scalar(text) }
        let space = String(repeating: " ", count: indent)
        let lines = kept.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : space + $0 }
        return (isEnded ? "|\n" : "|-\n") + lines.joined(separator: "\n")
    }

    /// A text as it is where every reader takes it for a text, else in quotes.
    private static func scalar(_ text: String) -> String {
        isPlain(text) ? text : YAMLText.quoted(text)
    }

    /// Words that some reader takes for something else.
    private static let words: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", ".nan", ".inf", "",
    ]

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.unicodeScalars.last != " ",
            !words.contains(text.lowercased())
        else { return false }
        // A digit, a sign or a dot may begin a number or a date; a letter or these never do.
        let isLetter = ("a"..."z").contains(first) || ("A"..."Z").contains(first)
        guard isLetter || first == "/" || first == "_" || first == "$" || first == "(" else {
            return false
        }
        var previous: Unicode.Scalar = first
        for scalar in text.unicodeScalars {
            guard (0x20...0x7E).contains(scalar.value) else { return false }
            if scalar == "#", previous == " " { return false }
            if scalar == " ", previous == ":" { return false }
            previous = scalar
        }
        return previous != ":"
    }
}
