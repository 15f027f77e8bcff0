import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Whether a text is XML.
enum WellFormed {
    /// A text is no XML.
    struct Problem: Error, CustomStringConvertible {
        var line: Int
        var reason: String

        var description: String { "not well-formed XML in line \(line): \(reason)" }
    }

    /// Reads a text to its end.
    ///
    /// - Throws: `Problem` where it stops being XML.
    static func require(_ text: String) throws(Problem) {
        let parser = XMLParser(data: Data(text.utf8))
        guard parser.parse() else {
            throw Problem(
                line: parser.lineNumber, reason: parser.parserError.map { "\($0)" } ?? "unknown")
        }
    }
}
