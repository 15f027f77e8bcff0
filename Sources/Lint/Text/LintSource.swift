/// A file's bytes, with the lines that messages point at.
package struct LintSource: Sendable {
    /// The file as messages name it.
    package let path: String

    /// Its content.
    package let bytes: [UInt8]

    /// Whether somebody named the file; one that was found in a folder may be of another kind.
    package let isNamed: Bool

    /// The offset of each line's first byte.
    private let lineStarts: [Int]

    package init(path: String, bytes: [UInt8], isNamed: Bool = true) {
        self.path = path
        self.bytes = bytes
        self.isNamed = isNamed
        // No editor shows a byte order mark as a column.
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// A place as people count: lines and columns in characters, from 1.
    package struct Position: Sendable, Hashable {
        package var line: Int
        package var column: Int
    }

    /// The place of a byte.
    package func position(of offset: Int) -> Position {
        let line = lineIndex(of: offset)
        let before = bytes[lineStarts[line]..<min(max(offset, lineStarts[line]), bytes.count)]
        return Position(line: line + 1, column: String(decoding: before, as: UTF8.self).count + 1)
    }

    /// The offset of a line's and column's byte, both from 1; columns count Unicode scalars, as
    /// YAML's marks do.
    func offset(line: Int, scalarColumn: Int) -> Int {
        guard line >= 1, line <= lineStarts.count else { return bytes.count }
        var offset = lineStarts[line - 1]
        var remaining = scalarColumn - 1
        while remaining > 0, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            remaining -= 1
        }
        return offset
    }

    /// A line's text without its end; lines count from 1.
    package func line(_ number: Int) -> String {
        guard number >= 1, number <= lineStarts.count else { return "" }
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    }

    /// How many lines there are.
    package var lineCount: Int { lineStarts.count }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
