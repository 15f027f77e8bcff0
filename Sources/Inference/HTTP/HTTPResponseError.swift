/// Why bytes are no HTTP/1.1 response.
enum HTTPResponseError: Error, Equatable, CustomStringConvertible {
    /// The first line is no status line; with its beginning.
    case statusLine(String)

    /// A head or a trailer section outgrew the bound.
    case headTooLarge(limitBytes: Int)

    /// A line ends with LF alone, or a CR stands alone.
    case lineEnd

    /// A line of the head is no header field; with its beginning.
    case field(String)

    /// A `Content-Length` that is no number, or several that differ.
    case contentLength(String)

    /// Both a `Content-Length` and a `Transfer-Encoding`.
    case twoLengths

    /// A transfer coding other than `chunked`.
    case transferCoding(String)

    /// The size line of a chunk is no hexadecimal number.
    case chunkSize(byte: UInt8)

    /// A chunk's data is not followed by a line end.
    case chunkEnd(byte: UInt8)

    var description: String {
        switch self {
        case .statusLine(let opening):
            "expected a status line such as \"HTTP/1.1 200 OK\", found \"\(opening)\""
        case .headTooLarge(let limit): "a head or trailer larger than \(limit) bytes"
        case .lineEnd: "a line of the head does not end with CR LF"
        case .field(let line): "expected a header field such as \"name: value\", found \"\(line)\""
        case .contentLength(let value):
            "expected one number as Content-Length, found \"\(value)\""
        case .twoLengths: "both a Content-Length and a Transfer-Encoding"
        case .transferCoding(let value):
            "the transfer coding \"\(value)\", where only \"chunked\" was asked for"
        case .chunkSize(let byte):
            "expected the size of a chunk in hexadecimal digits, found \(Self.shown(byte))"
        case .chunkEnd(let byte):
            "expected CR LF after a chunk's data, found \(Self.shown(byte))"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte)
            ? "\"\(Character(Unicode.Scalar(byte)))\""
            : "byte 0x\(String(byte, radix: 16, uppercase: true))"
    }
}
