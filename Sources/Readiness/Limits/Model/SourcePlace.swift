/// A place in a file that somebody wrote.
package struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it.
    package var file: String
    /// The line, counted from 1; nil when the text is not a file's.
    package var line: Int?

    /// A place.
    package init(file: String, line: Int? = nil) {
        self.file = file
        self.line = line
    }

    package var description: String { file + (line.map { ":\($0)" } ?? "") }
}
