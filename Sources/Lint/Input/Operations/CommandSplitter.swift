/// Splits a text of commands into words that know their places.
///
/// White space, quotes, comments and joined lines are understood; what a shell would compute stays
/// as it is written.
enum CommandSplitter {
    /// The commands of a text.
    ///
    /// - Parameter text: A script, or a single command.
    /// - Returns: The words of each command; empty commands are left out.
    static func commands(_ text: MappedText) -> [[MappedText]] {
        var commands: [[MappedText]] = []
        var words: [MappedText] = []
        var place = 0
        let bytes = text.bytes
        func end() {
            if !words.isEmpty { commands.append(words) }
            words = []
        }
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\\") where place + 1 < bytes.count && bytes[place + 1] == 0x0A:
                place += 2
            case 0x20, 0x09, 0x0D: place += 1
            case 0x0A, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"):
                end()
                place += 1
            case UInt8(ascii: "#"):
                while place < bytes.count, bytes[place] != 0x0A { place += 1 }
            default:
                let stop = self.end(of: bytes, from: place)
                words.append(unquoted(text, place..<stop))
                place = stop
            }
        }
        end()
        return commands
    }

    /// Where a word ends.
    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        var place = start
        var quote: UInt8?
        while place < bytes.count {
            let byte = bytes[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte)
                || [UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&")].contains(byte)
            {
                break
            } else if byte == UInt8(ascii: "\\"), place + 1 < bytes.count {
                place += 1
            }
            place += 1
        }
        return min(place, bytes.count)
    }

    /// A word without the quotes around it.
    private static func unquoted(_ text: MappedText, _ range: Range<Int>) -> MappedText {
        let quotes: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "'")]
        guard range.count >= 2, quotes.contains(text.bytes[range.lowerBound]),
            text.bytes[range.lowerBound] == text.bytes[range.upperBound - 1]
        else { return text.part(range) }
        return text.part(range.lowerBound + 1..<range.upperBound - 1)
    }
}
