extension RegexSyntax {
    private static let namedClasses: Set<String> = [
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
        "space", "upper", "word", "xdigit",
    ]

    /// Takes a class in brackets.
    mutating func characterClass() throws(RegexError) {
        position += 1
        if peek() == UInt8(ascii: "^") {
            position += 1
        }
        var isFirst = true
        while isFirst || peek() != UInt8(ascii: "]") {
            isFirst = false
            if try namedClass() {
                continue
            }
            if try predefinedClass() {
                continue
            }
            try characterRange()
        }
        position += 1
    }

    /// Takes `[:alpha:]` or `[:^alpha:]` inside a class.
    ///
    /// - Returns: Whether there was one.
    private mutating func namedClass() throws(RegexError) -> Bool {
        guard starts(with: "[:") else { return false }
        var end = position + 2
        while end + 1 < bytes.count,
            bytes[end] != UInt8(ascii: ":") || bytes[end + 1] != UInt8(ascii: "]")
        {
            end += 1
        }
        guard end + 1 < bytes.count else { return false }
        var name = String(decoding: bytes[(position + 2)..<end], as: UTF8.self)
        if name.hasPrefix("^") {
            name.removeFirst()
        }
        guard Self.namedClasses.contains(name) else {
            throw RegexError("there is no class `[:\(name):]`")
        }
        position = end + 2
        return true
    }

    private mutating func characterRange() throws(RegexError) {
        let low = try classCharacter()
        guard peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") else {
            return
        }
        position += 1
        guard try classCharacter() >= low else {
            throw RegexError("a range in brackets goes from the smaller to the greater character")
        }
    }

    /// Takes one character of a class.
    ///
    /// - Returns: Its code.
    private mutating func classCharacter() throws(RegexError) -> UInt32 {
        guard let byte = peek() else {
            throw RegexError(
                "a bracket is opened and never closed",
                hint: "write `\\[` for a bracket that is meant")
        }
        if byte == UInt8(ascii: "\\") {
            return try escapedCharacter()
        }
        let scalar =
            String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars.first
            ?? "\u{FFFD}"
        position += UTF8.width(scalar)
        return scalar.value
    }
}
