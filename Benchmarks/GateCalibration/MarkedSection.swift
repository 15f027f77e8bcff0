import Foundation

/// The part of a document between two marker comments, kept by a program.
struct MarkedSection {
    /// Why a document cannot be updated.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The name in the markers `<!-- name:begin -->` and `<!-- name:end -->`.
    var name: String

    /// Replaces what stands between the markers of a file.
    ///
    /// - Throws: ``Failure`` when a marker is missing, or what reading and writing the file throws.
    func replace(in path: String, with content: String) throws {
        let begin = "<!-- \(name):begin -->"
        let end = "<!-- \(name):end -->"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let head = text.range(of: begin),
            let tail = text.range(of: end, range: head.upperBound..<text.endIndex)
        else {
            throw Failure(description: "\(path) lacks the lines \(begin) and \(end)")
        }
        let updated =
            text[..<head.upperBound] + "\n\n\(content)\n" + text[tail.lowerBound...]
        try updated.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
