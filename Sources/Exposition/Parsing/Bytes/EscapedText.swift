/// Turns the raw bytes of names, quoted values and help texts into text.
enum EscapedText {
    /// The text in `range` with its escapes replaced; its bytes are UTF-8 already.
    static func text(_ range: TextRange, of body: ByteBody) -> String {
        let raw = body.slice(range)
        guard range.hasEscapes else { return String(decoding: raw, as: UTF8.self) }
        return String(decoding: unescaped(raw, quotes: true), as: UTF8.self)
    }

    /// The bytes with `\\`, `\n` and, if `quotes`, `\"` replaced; other escapes stay.
    static func unescaped(_ raw: UnsafeBufferPointer<UInt8>, quotes: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var index = 0
        while index < raw.count {
            let byte = raw[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < raw.count else {
                result.append(byte)
                continue
            }
            switch raw[index] {
            case UInt8(ascii: "\\"): result.append(byte)
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\"") where quotes: result.append(UInt8(ascii: "\""))
            default:
                result.append(byte)
                result.append(raw[index])
            }
            index += 1
        }
        return result
    }

    /// Whether two stretches of a body stand for the same text, written the same way or not.
    static func areEqual(_ first: TextRange, _ second: TextRange, in body: ByteBody) -> Bool {
        if !first.hasEscapes, !second.hasEscapes {
            return first.length == second.length
                && body.areEqual(first.start, second.start, first.length)
        }
        let texts = [first, second].map { range in
            range.hasEscapes
                ? unescaped(body.slice(range), quotes: true) : Array(body.slice(range))
        }
        return texts[0] == texts[1]
    }

    /// The hash of the text in `range`, escapes replaced.
    @inline(__always)
    static func hash(_ range: TextRange, of body: ByteBody, with hash: ByteHash) -> UInt64 {
        if !range.hasEscapes { return hash(body.base + range.start, range.length) }
        return escapedHash(range, of: body, with: hash)
    }

    @inline(never)
    private static func escapedHash(
        _ range: TextRange, of body: ByteBody, with hash: ByteHash
    ) -> UInt64 {
        unescaped(body.slice(range), quotes: true).withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return hash(base, bytes.count)
        }
    }
}
