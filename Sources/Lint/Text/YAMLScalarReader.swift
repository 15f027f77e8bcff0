/// Finds the bytes of a YAML file behind each byte of a scalar's value.
///
/// The value comes from the YAML parser; the file is read again beside it.
struct YAMLScalarReader {
    let file: [UInt8]
    let value: [UInt8]

    private enum Token {
        case byte(UInt8, Range<Int>)
        case white(Range<Int>, newlines: Int)
        case escape(Range<Int>)
        case end
    }

    /// The value with its bytes' places.
    ///
    /// - Parameters:
    ///   - start: Where the scalar begins: its quote, its block indicator or its first character.
    ///   - quoting: How it is written.
    /// - Returns: A text whose bytes all stand for its beginning when the two do not agree.
    func read(from start: Int, quoting: MappedText.Quoting) -> MappedText {
        let start = quoting == .block ? start : content(from: start)
        let result: MappedText? =
            switch quoting {
            case .block: block(from: start)
            case .single, .double: quoted(from: start, quoting)
            case .plain, .nested: flow(from: start, .plain, until: nil)
            }
        return result ?? fallback(start)
    }

    private func fallback(_ start: Int) -> MappedText {
        let end = min(start + 1, file.count)
        var text = MappedText(quoting: .nested, whole: start..<max(start, end))
        text.append(value, for: start..<max(start, end))
        return text
    }

    /// Where the scalar itself begins, behind its anchor and tag.
    private func content(from start: Int) -> Int {
        var place = start
        while place < file.count, [UInt8(ascii: "&"), UInt8(ascii: "!")].contains(file[place]) {
            while place < file.count, !isWhite(file[place]) { place += 1 }
            while place < file.count, isWhite(file[place]) { place += 1 }
        }
        return place
    }

    private func isWhite(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
            || byte == UInt8(ascii: "\r")
    }

    // MARK: - Blocks

    /// `|` and `>`: the same words in the same order, other white space between them.
    private func block(from start: Int) -> MappedText? {
        var place = start
        while place < file.count, file[place] != UInt8(ascii: "\n") { place += 1 }
        var text = MappedText(quoting: .block, whole: start..<start)
        var index = 0
        while index < value.count {
            let isSpace = isWhite(value[index])
            let runEnd = value[index...].firstIndex { isWhite($0) != isSpace } ?? value.count
            if isSpace {
                let first = place
                while place < file.count, isWhite(file[place]) { place += 1 }
                append(value[index..<runEnd], for: first..<place, to: &text)
            } else {
                while place < file.count, isWhite(file[place]) { place += 1 }
                for byte in value[index..<runEnd] {
                    guard place < file.count, file[place] == byte else { return nil }
                    text.append(byte, for: place..<place + 1)
                    place += 1
                }
            }
            index = runEnd
        }
        text.whole = start..<place
        return text
    }

    /// White space that is the same in both is kept byte by byte.
    private func append(
        _ white: ArraySlice<UInt8>, for range: Range<Int>, to text: inout MappedText
    ) {
        if white.elementsEqual(file[range]) {
            for (offset, byte) in zip(range, white) { text.append(byte, for: offset..<offset + 1) }
        } else {
            text.append(white, for: range)
        }
    }

    // MARK: - Quoted and plain

    private func quoted(from start: Int, _ quoting: MappedText.Quoting) -> MappedText? {
        let quote = quoting == .single ? UInt8(ascii: "'") : UInt8(ascii: "\"")
        guard start < file.count, file[start] == quote else { return nil }
        return flow(from: start, quoting, until: quote)
    }

    private func flow(
        from start: Int, _ quoting: MappedText.Quoting, until quote: UInt8?
    ) -> MappedText? {
        var place = quote == nil ? start : start + 1
        var text = MappedText(quoting: quoting, whole: start..<start)
        while text.count < value.count {
            switch token(at: place, quote) {
            case .byte(let byte, let range):
                guard byte == value[text.count] else { return nil }
                text.append(byte, for: range)
                place = range.upperBound
            case .white(let range, let newlines):
                guard fold(range, newlines, into: &text) else { return nil }
                place = range.upperBound
            case .escape(let range):
                guard unescape(range, into: &text) else { return nil }
                place = range.upperBound
            case .end: return nil
            }
        }
        text.whole = start..<min(place + (quote == nil ? 0 : 1), file.count)
        return text
    }

    private func token(at place: Int, _ quote: UInt8?) -> Token {
        guard place < file.count else { return .end }
        let byte = file[place]
        if isWhite(byte) {
            let end = file[place...].firstIndex { !isWhite($0) } ?? file.count
            return .white(place..<end, newlines: file[place..<end].count { $0 == 0x0A })
        }
        if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\") {
            return .escape(place..<escapeEnd(place))
        }
        guard byte == quote else { return .byte(byte, place..<place + 1) }
        let isDoubled =
            quote == UInt8(ascii: "'") && place + 1 < file.count
            && file[place + 1] == quote
        return isDoubled ? .byte(byte, place..<place + 2) : .end
    }

    private func escapeEnd(_ place: Int) -> Int {
        guard place + 1 < file.count else { return file.count }
        let length =
            switch file[place + 1] {
            case UInt8(ascii: "x"): 4
            case UInt8(ascii: "u"): 6
            case UInt8(ascii: "U"): 10
            default: 2
            }
        var end = min(place + length, file.count)
        if file[place + 1] == 0x0A {
            while end < file.count, file[end] == UInt8(ascii: " ") { end += 1 }
        }
        return end
    }

    private func fold(
        _ range: Range<Int>, _ newlines: Int, into text: inout MappedText
    ) -> Bool {
        let rest = value[text.count...]
        if newlines == 0 {
            guard rest.starts(with: file[range]) else { return false }
            for offset in range { text.append(file[offset], for: offset..<offset + 1) }
            return true
        }
        let expected =
            newlines == 1 ? [UInt8(ascii: " ")] : Array(repeating: 0x0A, count: newlines - 1)
        guard rest.starts(with: expected) else { return false }
        text.append(expected, for: range)
        return true
    }

    /// One escape stands for one Unicode scalar, or for nothing at a line's end.
    private func unescape(_ range: Range<Int>, into text: inout MappedText) -> Bool {
        if range.lowerBound + 1 < file.count, file[range.lowerBound + 1] == 0x0A { return true }
        let first = value[text.count]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard text.count + length <= value.count else { return false }
        text.append(value[text.count..<text.count + length], for: range)
        return true
    }
}
