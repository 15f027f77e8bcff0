/// One file that firstlight writes for a monitoring system.
package struct GeneratedFile: Sendable, Hashable {
    /// Where it belongs below the output folder, with `/` between parts: `prometheus/alerts.rules.yml`.
    package let path: String
    /// The whole content, ended by a line feed.
    package let text: String
    /// What the file is: one sentence, for the README of the folder.
    package let purpose: String
    /// How it is put to use: a command or a sentence, in Markdown; nil where the purpose says it.
    package let use: String?

    /// Describes a file.
    ///
    /// - Parameters:
    ///   - path: Where it belongs below the output folder.
    ///   - text: The content; a line feed is added at the end where there is none.
    ///   - purpose: What it is: one sentence.
    ///   - use: How it is put to use, in Markdown.
    package init(path: String, text: String, purpose: String, use: String? = nil) {
        self.path = path
        self.text = text.hasSuffix("\n") ? text : text + "\n"
        self.purpose = purpose
        self.use = use
    }
}
