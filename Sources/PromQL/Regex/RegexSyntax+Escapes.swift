extension RegexSyntax {
    private static let backslashHint = "write a backslash in front of punctuation only"

    /// Takes what begins with a backslash outside a class in brackets.
    mutating func escapeOutsideClass() throws(RegexError) {
        switch peek(1) {
        case UInt8(ascii: "A"), UInt8(ascii: "z"), UInt8(ascii: "B"):
            // There is no word in the empty text, and so no boundary of one.
            position += 2
            add(nullable: true)
        case UInt8(ascii: "b"):
            position += 2
            add(nullable: false)
        case UInt8(ascii: "Q"):
            try quoted()
        default:
            if try !predefinedClass() {
                _ = try escapedCharacter()
            }
            add(nullable: false)
        }
    }

    /// Takes `\Q...\E`, in which every character stands for itself.
    private mutating func quoted() throws(RegexError) {
        position += 2
        while peek() != nil {
            if starts(with: "\\E") {
                position += 2
                return
            }
            takeCharacter()
            add(nullable: false)
        }
        throw RegexError("`\\Q` is never ended", hint: "end it with `\\E`")
    }

    /// Takes `\d`, `\pL` and their like.
    ///
    /// - Returns: Whether there was one.
    mutating func predefinedClass() throws(RegexError) -> Bool {
        guard peek() == UInt8(ascii: "\\"), let letter = peek(1) else { return false }
        switch letter {
        case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "S"),
            UInt8(ascii: "w"), UInt8(ascii: "W"):
            position += 2
            return true
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            position += 2
            try unicodeClass()
            return true
        default:
            return false
        }
    }

    private mutating func unicodeClass() throws(RegexError) {
        var name = bytes[position...].prefix(1)
        position = name.endIndex
        let isLong = name.first == UInt8(ascii: "{")
        if isLong {
            name = bytes[position...].prefix { $0 != UInt8(ascii: "}") }
            position = name.endIndex + 1
        }
        let text = String(decoding: name, as: UTF8.self)
        guard position <= bytes.count, isLong || text != "^", UnicodeClass.exists(text[...]) else {
            throw RegexError("there is no Unicode category or script `\(text)`")
        }
    }

    /// Takes a backslash and what it makes one character of.
    ///
    /// - Returns: The character's code.
    mutating func escapedCharacter() throws(RegexError) -> UInt32 {
        position += 1
        guard let byte = peek() else {
            throw RegexError("a backslash at the end escapes nothing")
        }
        position += 1
        switch byte {
        case UInt8(ascii: "a"): return 0x07
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "v"): return 0x0B
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return try octal(byte)
        case UInt8(ascii: "x"): return try hexadecimal()
        default:
            let isWord = byte.isDigit || (byte.isLetter && byte != UInt8(ascii: "_"))
            guard byte < 0x80, !isWord else {
                throw RegexError(
                    "RE2 knows no escape of this letter", hint: Self.backslashHint)
            }
            return UInt32(byte)
        }
    }

    /// Up to three digits; one alone, unless it is zero, would refer back to a group.
    private mutating func octal(_ first: UInt8) throws(RegexError) -> UInt32 {
        func digit(_ byte: UInt8?) -> UInt32? {
            byte.flatMap(\.hexValue).flatMap { $0 < 8 ? UInt32($0) : nil }
        }
        guard var code = digit(first), first == UInt8(ascii: "0") || digit(peek()) != nil else {
            throw RegexError("RE2 cannot refer back to a group")
        }
        for _ in 0..<2 {
            guard let next = digit(peek()) else { break }
            code = code * 8 + next
            position += 1
        }
        return code
    }

    /// Two digits, or any number of them in braces.
    private mutating func hexadecimal() throws(RegexError) -> UInt32 {
        var digits: ArraySlice<UInt8>
        if peek() == UInt8(ascii: "{") {
            digits = bytes[(position + 1)...].prefix { $0.hexValue != nil }
            position = digits.endIndex + 1
            if position > bytes.count || bytes[position - 1] != UInt8(ascii: "}") {
                digits = []
            }
        } else {
            digits = bytes[position...].prefix(2).prefix { $0.hexValue != nil }
            position = digits.endIndex
            if digits.count < 2 {
                digits = []
            }
        }
        var code: UInt32 = 0
        for digit in digits {
            code = min(code, 0x110000) * 16 + UInt32(digit.hexValue ?? 0)
        }
        guard !digits.isEmpty, code <= 0x10FFFF else {
            throw RegexError("`\\x` takes two digits, or a code of Unicode in braces")
        }
        return code
    }
}
