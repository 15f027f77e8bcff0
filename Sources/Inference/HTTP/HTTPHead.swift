/// The head of an HTTP/1.1 response: status and header fields, kept as the bytes that came.
struct HTTPHead {
    /// The status code, three digits.
    let status: Int

    /// The minor version: 0 or 1.
    let minorVersion: Int

    private let bytes: [UInt8]
    private let fields: [Field]

    /// Where a field lies in the bytes.
    private struct Field {
        var name: Range<Int>
        var value: Range<Int>
    }

    /// Parses a head.
    ///
    /// - Parameter bytes: The head with its empty line; every line ends with CR LF.
    /// - Throws: `HTTPResponseError` when it is no head as RFC 9112 defines it.
    init(_ bytes: UnsafeRawBufferPointer) throws(HTTPResponseError) {
        let lineEnd = HTTPHead.lineEnd(bytes, from: 0)
        let statusLine = UnsafeRawBufferPointer(rebasing: bytes[..<lineEnd])
        (minorVersion, status) = try HTTPHead.readStatusLine(statusLine)
        var fields: [Field] = []
        fields.reserveCapacity(12)
        var start = lineEnd + 2
        while start < bytes.count {
            let end = HTTPHead.lineEnd(bytes, from: start)
            defer { start = end + 2 }
            guard end > start else { continue }
            if HTTPHead.isBlank(bytes[start]) {
                // An obsolete folded line: its value goes on (RFC 9112, section 5.2).
                guard let last = fields.popLast() else {
                    throw .field(HTTPHead.shown(bytes[start..<end]))
                }
                let value = HTTPHead.trimmed(bytes, last.value.lowerBound..<end)
                fields.append(Field(name: last.name, value: value))
            } else {
                fields.append(try HTTPHead.readField(bytes, start..<end))
            }
        }
        self.bytes = Array(bytes)
        self.fields = fields
    }

    /// The first field of a name.
    ///
    /// - Parameter name: The name in lower case.
    /// - Returns: Its value; bytes that are no UTF-8 replaced.
    func first(_ name: String) -> String? {
        fields.first { isNamed($0, name) }.map { text($0.value) }
    }

    /// All fields of a name, in order.
    ///
    /// - Parameter name: The name in lower case.
    /// - Returns: Their values.
    func all(_ name: String) -> [String] {
        var values: [String] = []
        for field in fields where isNamed(field, name) { values.append(text(field.value)) }
        return values
    }

    /// The members of a list field such as `connection`, in lower case.
    ///
    /// - Parameter name: The field's name in lower case.
    /// - Returns: The members of all fields of the name, without blanks around them.
    func members(_ name: String) -> [Substring] {
        all(name).flatMap { value in
            value.lowercased().split(separator: ",").map {
                $0.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
            }
        }
    }

    // MARK: - Parsing

    private func isNamed(_ field: Field, _ name: String) -> Bool {
        guard field.name.count == name.utf8.count else { return false }
        var index = field.name.lowerBound
        for byte in name.utf8 {
            let own = bytes[index]
            let lower = (0x41...0x5A).contains(own) ? own | 0x20 : own
            if lower != byte { return false }
            index += 1
        }
        return true
    }

    private func text(_ range: Range<Int>) -> String {
        let raw = bytes[range]
        guard raw.contains(UInt8.carriageReturn) else {
            return String(decoding: raw, as: UTF8.self)
        }
        // Folded: line ends become blanks.
        return String(
            decoding: raw.map { $0 < UInt8.space ? UInt8.space : $0 }, as: UTF8.self)
    }

    /// The index of the CR that ends a line; the caller has seen that there is one.
    private static func lineEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        (bytes.firstIndex(of: UInt8.lineFeed, from: start) ?? bytes.count) - 1
    }

    private static func readStatusLine(
        _ line: UnsafeRawBufferPointer
    ) throws(HTTPResponseError) -> (minorVersion: Int, status: Int) {
        // HTTP/1.1 200 OK; the reason may be missing, and so may the blank before it.
        guard line.count >= 12, line.begins(with: "HTTP/1."), isDigit(line[7]),
            line[8] == UInt8.space, line[9..<12].allSatisfy(isDigit),
            line.count == 12 || line[12] == UInt8.space,
            line[12...].allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        else { throw .statusLine(shown(line[...])) }
        let status = line[9..<12].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard status >= 100 else { throw .statusLine(shown(line[...])) }
        return (Int(min(line[7] - 0x30, 1)), status)
    }

    private static func readField(
        _ bytes: UnsafeRawBufferPointer, _ line: Range<Int>
    ) throws(HTTPResponseError) -> Field {
        var colon = line.lowerBound
        while colon < line.upperBound, HTTPToken.isTokenByte(bytes[colon]) { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, bytes[colon] == UInt8.colon,
            bytes[(colon + 1)..<line.upperBound].allSatisfy({
                $0 >= 0x20 && $0 != 0x7F || $0 == 0x09
            })
        else { throw .field(shown(bytes[line])) }
        return Field(
            name: line.lowerBound..<colon, value: trimmed(bytes, (colon + 1)..<line.upperBound))
    }

    private static func trimmed(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int>
    {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8.space || byte == 0x09 }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func shown(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        String(decoding: bytes.prefix(60), as: UTF8.self).printable(countMax: 60)
    }
}
