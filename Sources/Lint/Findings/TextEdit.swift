/// A part of a file to be replaced.
package struct TextEdit: Sendable, Hashable {
    /// The bytes to be replaced; empty to put something in.
    package var range: Range<Int>
    /// What takes their place, written as the file has to hold it.
    package var text: String

    package init(range: Range<Int>, text: String) {
        self.range = range
        self.text = text
    }

    /// A file's bytes with edits done; of two that overlap, the later one is left out.
    ///
    /// - Parameters:
    ///   - edits: In any order.
    ///   - bytes: The file.
    /// - Returns: The new bytes.
    package static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var place = 0
        var last: TextEdit?
        for edit in edits.sorted(by: {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }) {
            guard edit != last, edit.range.lowerBound >= place,
                edit.range.upperBound <= bytes.count
            else { continue }
            result += bytes[place..<edit.range.lowerBound]
            result += edit.text.utf8
            place = edit.range.upperBound
            last = edit
        }
        return result + bytes[place...]
    }
}
