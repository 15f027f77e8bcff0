extension Lexer {
    /// The token that begins with a quote.
    mutating func string(from start: Int) throws(PromQLError) -> Token {
        let quote = bytes[start]
        let isRaw = quote == UInt8(ascii: "`")
        var value: [UInt8] = []
        position += 1
        while let byte = peek(), isRaw || byte != UInt8(ascii: "\n") {
            if byte == quote {
                position += 1
                return Token(kind: .string(value), range: range(from: start))
            }
            if byte == UInt8(ascii: "\\") && !isRaw {
                try escape(quote: quote, into: &value)
                continue
            }
            try refuseReplacementCharacter()
            value.append(byte)
            position += 1
        }
        throw error(
            "a quote is opened and never closed",
            hint: isRaw ? "close it with a back quote" : "close it in the same line",
            at: SourceRange(start: start, end: start + 1))
    }

    /// Prometheus reads U+FFFD as a sign of broken UTF-8, even where it was written on purpose.
    private func refuseReplacementCharacter() throws(PromQLError) {
        guard peek() == 0xEF, peek(1) == 0xBF, peek(2) == 0xBD else { return }
        throw error(
            "a quoted text holds U+FFFD, which stands for broken UTF-8",
            hint: "write it as `\\ufffd` if it is meant",
            at: SourceRange(start: position, end: position + 3))
    }

    /// Takes an escape, from its backslash on.
    private mutating func escape(quote: UInt8, into value: inout [UInt8]) throws(PromQLError) {
        let start = position
        position += 1
        guard let byte = peek() else {
            throw error("an escape ends with the query", at: range(from: start))
        }
        position += 1
        switch byte {
        case quote, UInt8(ascii: "\\"): value.append(byte)
        case UInt8(ascii: "a"): value.append(0x07)
        case UInt8(ascii: "b"): value.append(0x08)
        case UInt8(ascii: "f"): value.append(0x0C)
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "v"): value.append(0x0B)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            position -= 1
            value.append(UInt8(try code(digits: 3, radix: 8, limit: 0xFF, from: start)))
        case UInt8(ascii: "x"):
            value.append(UInt8(try code(digits: 2, radix: 16, limit: 0xFF, from: start)))
        case UInt8(ascii: "u"):
            value += try scalar(digits: 4, from: start)
        case UInt8(ascii: "U"):
            value += try scalar(digits: 8, from: start)
        default:
            acceptRun { $0 & 0xC0 == 0x80 }
            throw error(
                "unknown escape in a quoted text",
                hint: "write `\\\\` for a backslash, or put the text in back quotes",
                at: range(from: start))
        }
    }

    private mutating func scalar(digits: Int, from start: Int) throws(PromQLError) -> [UInt8] {
        let code = try code(digits: digits, radix: 16, limit: 0x10FFFF, from: start)
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
            throw notACharacter(from: start)
        }
        return Array(String(scalar).utf8)
    }

    /// Takes an exact number of digits.
    private mutating func code(
        digits: Int, radix: Int, limit: Int, from start: Int
    ) throws(PromQLError) -> Int {
        var code = 0
        for _ in 0..<digits {
            guard let digit = peek()?.hexValue, digit < radix else {
                throw error(
                    "an escape of this kind has \(digits) digits of base \(radix)",
                    at: range(from: start))
            }
            code = code * radix + digit
            position += 1
        }
        guard code <= limit else { throw notACharacter(from: start) }
        return code
    }

    private func notACharacter(from start: Int) -> PromQLError {
        error("an escape stands for no character", at: range(from: start))
    }
}
