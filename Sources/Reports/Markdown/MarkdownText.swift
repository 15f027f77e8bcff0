/// Text put into Markdown (CommonMark with GitHub's tables) so that it shows as it is.
enum MarkdownText {
    private static let special: Set<Unicode.Scalar> = [
        "\\", "`", "*", "_", "[", "]", "#", "|", "~", "!", "$", "@",
    ]

    /// Text in a paragraph, a heading or a table's cell.
    ///
    /// Characters with a meaning get a backslash, those of HTML an entity; so do the slashes of an
    /// address, which GitHub would make a link: no server places one here.
    static func escaped(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "<": "&lt;"
            case ">": "&gt;"
            case "&": "&amp;"
            case _ where special.contains(scalar): "\\\(scalar)"
            default: nil
            }
        }
        .replacingScalars(of: "://", with: ":&#47;&#47;")
        .replacingScalars(of: "www.", with: "www&#46;")
    }

    /// Text as code inside a line; of a table's cell too.
    static func code(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        // A table splits its row at every bar, code or not, unless a backslash stands before it.
        return fence + pad + text.replacingScalars(of: "|", with: "\\|") + pad + fence
    }

    /// A block of code, one line or several.
    static func block(_ text: String, language: String = "") -> String {
        "```\(language)\n\(text.replacingScalars(of: "```", with: "` ` `"))\n```"
    }

    /// A table; cells are Markdown already.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        let rule = header.map { _ in "---" }
        return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}
