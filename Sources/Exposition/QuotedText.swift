/// The bytes between two quotes of a body, and whether they contain escapes to replace.
struct QuotedText {
    let range: Range<Int>
    let hasEscapes: Bool

    /// The text with its escapes replaced, or nil when it is not UTF-8.
    func text(_ bytes: Span<UInt8>) -> String? {
        hasEscapes
            ? Self.unescaped(bytes, in: range, quotes: true) : Self.plain(bytes, in: range)
    }

    /// The bytes in `range` as they are, or nil when they are not UTF-8.
    static func plain(_ bytes: Span<UInt8>, in range: Range<Int>) -> String? {
        bytes.extracting(range).withUnsafeBufferPointer {
            String(validating: $0, as: UTF8.self)
        }
    }

    /// The bytes in `range` with `\\`, `\n` and, if `quotes`, `\"` replaced; other escapes stay.
    static func unescaped(_ bytes: Span<UInt8>, in range: Range<Int>, quotes: Bool) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < range.upperBound else {
                result.append(byte)
                continue
            }
            switch bytes[index] {
            case UInt8(ascii: "\\"): result.append(byte)
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\"") where quotes: result.append(UInt8(ascii: "\""))
            default: result.append(contentsOf: [byte, bytes[index]])
            }
            index += 1
        }
        return String(validating: result, as: UTF8.self)
    }
}
