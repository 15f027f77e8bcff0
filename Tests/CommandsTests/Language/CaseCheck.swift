/// A look at what commands have left behind.
enum CaseCheck: Equatable, Sendable {
    /// A file's lines match patterns.
    case file(path: String, lines: [CaseCommand.Line])
    /// Nothing is at a path.
    case absent(path: String)
    /// A text has so many lines.
    case lineCount(source: String, count: Int)
    /// A text is JSON, and holds a value at a key path.
    case json(source: String, value: CaseValue?)
    /// Each line of a text is JSON, and holds a value at a key path.
    case jsonLines(source: String, value: CaseValue?)
    /// A text is well-formed XML.
    case xml(source: String)
    /// A text occurs in no output so far and in no file that commands have written.
    case lacks(text: String)
}
