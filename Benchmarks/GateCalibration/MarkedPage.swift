import Foundation

/// A document of which the part between two marker comments is kept by a program.
struct MarkedPage {
    /// Why a document cannot be updated.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let head: String
    private let tail: String

    /// Reads the document and finds the lines `<!-- section:begin -->` and `<!-- section:end -->`.
    ///
    /// - Throws: ``Failure`` when the file cannot be read or lacks a marker.
    init(path: String, section: String) throws {
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
    func replacing(with content: String) -> String {
        head + "\n\n\(content)\n\n" + tail
    }
}
