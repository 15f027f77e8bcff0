/// Text from elsewhere made harmless: what a server says must not move a cursor, colour a line,
/// turn reading round or end a line early.
enum SafeText {
    /// The longest text kept, in characters.
    static let charactersMax = 600

    /// The text with every character that is not for reading spelt out: `\n`, `\x1b`, `\u{202e}`.
    ///
    /// Control characters (C0, DEL, C1), line and paragraph separators, marks that change the
    /// direction of reading, invisible characters, tags and private ones are spelt out; a tab
    /// becomes a blank. Texts longer than ``charactersMax`` end in an ellipsis.
    static func printable(_ text: String, limit: Int = charactersMax) -> String {
        var safe = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            if count >= limit {
                safe.append("\u{2026}")
                break
            }
            count += 1
            if let spelling = spelling(of: scalar) {
                safe.append(contentsOf: spelling.unicodeScalars)
            } else {
                safe.append(scalar)
            }
        }
        return String(safe)
    }

    /// Whether a character is for reading.
    static func isReadable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: false
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E: false
        case 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164: false
        case 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE, 0xFFFF: false
        case 0xE000...0xF8FF, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF: false
        default: true
        }
    }

    private static func spelling(of scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return " "
        default: break
        }
        guard !isReadable(scalar) else { return nil }
        let code = String(scalar.value, radix: 16)
        if scalar.value < 0x80 { return "\\x" + (code.count < 2 ? "0" : "") + code }
        return "\\u{\(code)}"
    }
}
