/// Reads JSON and keeps the place of every text.
struct JSONScanner {
    private let source: MappedText
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    /// Nesting that is read; the scanner recurses once for each level.
    private static let depthMax = 200

    /// Why a text is no JSON.
    struct Failure: Error {
        var message: String
        /// The byte of the text.
        var offset: Int
    }

    private init(_ source: MappedText) {
        self.source = source
        bytes = source.bytes
    }

    /// Reads a document.
    ///
    /// - Parameter source: The text, which may itself be a part of a file.
    /// - Returns: Its value.
    /// - Throws: `Failure` at the first byte that does not fit.
    static func read(_ source: MappedText) throws(Failure) -> JSONNode {
        var scanner = JSONScanner(source)
        if scanner.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.place = 3 }
        let node = try scanner.value()
        scanner.skipWhite()
        guard scanner.place == scanner.bytes.count else {
            throw scanner.failure("there is more behind the value")
        }
        return node
    }

    private func failure(_ message: String) -> Failure {
        Failure(message: message, offset: min(place, max(0, bytes.count - 1)))
    }

    private mutating func skipWhite() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private mutating func value() throws(Failure) -> JSONNode {
        skipWhite()
        guard place < bytes.count else { throw failure("a value is missing") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: String, _ node: JSONNode) throws(Failure) -> JSONNode {
        guard bytes[place...].starts(with: text.utf8) else {
            throw failure("expected \(text)")
        }
        place += text.utf8.count
        return node
    }

    private mutating func number() throws(Failure) -> JSONNode {
        let start = place
        while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard Double(text) != nil else {
            place = start
            throw failure("expected a value")
        }
        return .number(text)
    }

    private mutating func enter() throws(Failure) {
        depth += 1
        guard depth <= Self.depthMax else { throw failure("it is nested too deeply") }
        place += 1
    }

    private mutating func object() throws(Failure) -> JSONNode {
        let start = place
        try enter()
        var members: [JSONNode.Member] = []
        while true {
            skipWhite()
            guard place < bytes.count else { throw failure("an object does not end") }
            if bytes[place] == UInt8(ascii: "}"), members.isEmpty { break }
            guard bytes[place] == UInt8(ascii: "\"") else { throw failure("expected a key") }
            let key = try string().text
            skipWhite()
            guard place < bytes.count, bytes[place] == UInt8(ascii: ":") else {
                throw failure("expected a colon")
            }
            place += 1
            members.append(JSONNode.Member(key: key, value: try value()))
            if try !isFollowed(by: UInt8(ascii: "}")) { break }
        }
        place += 1
        depth -= 1
        return .object(members, at: source.fileRange(start, start + 1).lowerBound)
    }

    private mutating func array() throws(Failure) -> JSONNode {
        try enter()
        var elements: [JSONNode] = []
        while true {
            skipWhite()
            if place < bytes.count, bytes[place] == UInt8(ascii: "]"), elements.isEmpty { break }
            elements.append(try value())
            if try !isFollowed(by: UInt8(ascii: "]")) { break }
        }
        place += 1
        depth -= 1
        return .array(elements)
    }

    /// Whether another element follows, behind a comma; stands at the closing bracket if not.
    private mutating func isFollowed(by closing: UInt8) throws(Failure) -> Bool {
        skipWhite()
        guard place < bytes.count else { throw failure("a bracket is not closed") }
        if bytes[place] == closing { return false }
        guard bytes[place] == UInt8(ascii: ",") else { throw failure("expected a comma") }
        place += 1
        return true
    }

    private mutating func string() throws(Failure) -> MappedText {
        let start = place
        place += 1
        var inner = MappedText(quoting: .double, whole: start..<start)
        while true {
            guard place < bytes.count else { throw failure("a text does not end") }
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &inner)
            } else {
                inner.append(byte, for: place..<place + 1)
                place += 1
            }
        }
        place += 1
        inner.whole = start..<place
        return source.resolving(inner)
    }

    private mutating func escape(into text: inout MappedText) throws(Failure) {
        let start = place
        guard place + 1 < bytes.count else { throw failure("a text does not end") }
        let letter = bytes[place + 1]
        place += 2
        switch letter {
        case UInt8(ascii: "n"): text.append(0x0A, for: start..<place)
        case UInt8(ascii: "t"): text.append(0x09, for: start..<place)
        case UInt8(ascii: "r"): text.append(0x0D, for: start..<place)
        case UInt8(ascii: "b"): text.append(0x08, for: start..<place)
        case UInt8(ascii: "f"): text.append(0x0C, for: start..<place)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code), place + 1 < bytes.count,
                bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
            {
                place += 2
                let low = try hexadecimal()
                code = 0x10000 + ((code - 0xD800) << 10) + (low &- 0xDC00)
            }
            let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
            text.append(String(Character(scalar)).utf8, for: start..<place)
        default: text.append(letter, for: start..<place)
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        guard place + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw failure("expected four hexadecimal digits") }
        place += 4
        return code
    }
}
