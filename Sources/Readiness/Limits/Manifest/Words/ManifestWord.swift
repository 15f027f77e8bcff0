/// One word of a command line and the line it stands on.
package struct ManifestWord: Sendable, Hashable {
    package var text: String
    /// The line of the file, counted from 1; nil when the text is not a file's.
    package var line: Int?

    package init(_ text: String, line: Int? = nil) {
        self.text = text
        self.line = line
    }
}
