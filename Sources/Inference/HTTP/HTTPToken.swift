/// The characters of HTTP tokens (RFC 9110, section 5.6.2).
enum HTTPToken {
    private static let isToken: [Bool] = (0..<256).map { value in
        switch UInt8(value) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        case let byte: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// Whether a byte may be part of a token, such as a field's name.
    static func isTokenByte(_ byte: UInt8) -> Bool { isToken[Int(byte)] }
}
