/// A name and a value of a query string or of a posted form.
struct FormParameter: Sendable, Hashable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The parameters in `application/x-www-form-urlencoded`, which is also a query string.
    ///
    /// Everything but the unreserved characters of RFC 3986 is percent-encoded, blanks too, so that
    /// the text means the same in both places.
    static func encode(_ parameters: [FormParameter]) -> String {
        var text: [UInt8] = []
        for parameter in parameters {
            if !text.isEmpty { text.append(UInt8(ascii: "&")) }
            append(parameter.name, to: &text)
            text.append(UInt8(ascii: "="))
            append(parameter.value, to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A text as one segment of a path.
    static func percentEncoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ part: String, to text: inout [UInt8]) {
        for byte in part.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                text.append(byte)
            default:
                text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
