/// Resolving the escapes of a JSON string that the reader has already checked.
extension JSONReader {
    /// The value of a hexadecimal digit.
    ///
    /// - Returns: 0 to 15, or `nil` when the byte is no such digit.
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Resolves the escapes of a string body.
    ///
    /// - Parameter raw: Bytes between the quotes; every escape in them is well formed.
    /// - Returns: The text; a lone surrogate becomes U+FFFD.
    static func unescape(_ raw: UnsafeRawBufferPointer) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(raw.count)
        var index = 0
        while index < raw.count {
            guard raw[index] == UInt8.backslash else {
                out.append(raw[index])
                index += 1
                continue
            }
            let kind = raw[index + 1]
            index += 2
            switch kind {
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(UInt8.lineFeed)
            case UInt8(ascii: "r"): out.append(UInt8.carriageReturn)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"):
                out.append(contentsOf: unicodeEscape(raw, &index).utf8)
            default: out.append(kind)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func unicodeEscape(
        _ raw: UnsafeRawBufferPointer, _ index: inout Int
    ) -> Character {
        let unit = codeUnit(raw, at: index)
        index += 4
        if (0xD800...0xDBFF).contains(unit), index + 6 <= raw.count,
            raw[index] == UInt8.backslash, raw[index + 1] == UInt8(ascii: "u")
        {
            let low = codeUnit(raw, at: index + 2)
            if (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
            {
                index += 6
                return Character(scalar)
            }
        }
        return Character(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }

    private static func codeUnit(_ raw: UnsafeRawBufferPointer, at index: Int) -> UInt32 {
        raw[index..<index + 4].reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) }
    }
}
