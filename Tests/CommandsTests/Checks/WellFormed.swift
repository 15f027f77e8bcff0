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

    /// Counts elements: the parser takes a text that just ends for a good one.
    private final class Elements: NSObject, XMLParserDelegate {
        var startCount = 0
        var endCount = 0

        func parser(
            _: XMLParser, didStartElement _: String, namespaceURI _: String?,
            qualifiedName _: String?, attributes _: [String: String]
        ) {
            startCount += 1
        }

        func parser(
            _: XMLParser, didEndElement _: String, namespaceURI _: String?,
            qualifiedName _: String?
        ) {
            endCount += 1
        }
    }

    /// Reads a text to its end.
    ///
    /// - Throws: `Problem` where it stops being XML.
    static func require(_ text: String) throws(Problem) {
        let elements = Elements()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = elements
        guard parser.parse() else {
            throw Problem(
                line: parser.lineNumber, reason: parser.parserError.map { "\($0)" } ?? "unknown")
        }
        guard elements.startCount > 0, elements.startCount == elements.endCount else {
            throw Problem(line: parser.lineNumber, reason: "it ends too early")
        }
    }
}
