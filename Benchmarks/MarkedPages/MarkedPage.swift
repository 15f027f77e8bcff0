import Foundation

/// A document of which the part between two marker comments is kept by a program.
package struct MarkedPage {
    /// Why a document cannot be updated.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    private let head: String
    private let tail: String

    /// Reads the document and finds the lines `<!-- section:begin -->` and `<!-- section:end -->`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - section: The name in the markers.
    /// - Throws: ``Failure`` when the file cannot be read or lacks a marker.
    package init(path: String, section: String) throws {
        let begin = "<!-- \(section):begin -->"
        let end = "<!-- \(section):end -->"
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Failure(
                description: "\(path) cannot be read; run from the top of the repository, or name "
                    + "the page with --page")
        }
        guard let first = text.range(of: begin),
            let last = text.range(of: end, range: first.upperBound..<text.endIndex)
        else {
            throw Failure(description: "\(path) lacks the lines \(begin) and \(end)")
        }
        head = String(text[..<first.upperBound])
        tail = String(text[last.lowerBound...])
    }

    /// The whole document with other content between the markers.
    ///
    /// - Parameter content: The content, without blank lines around it.
    /// - Returns: The document's text.
    package func replacing(with content: String) -> String {
        head + "\n\n\(content)\n\n" + tail
    }
}
