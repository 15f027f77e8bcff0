import Foundation

/// A response as it came over the wire.
struct RawResponse {
    /// Everything the server sent before it closed the connection.
    let bytes: [UInt8]
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    /// The body without chunk framing.
    let body: String
    /// Whether the body ended as its framing says.
    let isComplete: Bool

    /// Takes a response apart; nil when there is not even a whole head.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let first = lines.first, let code = Int(first.split(separator: " ")[1]) else {
            return nil
        }
        status = code
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            headers[line[..<colon].lowercased()] =
                String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        self.headers = headers
        let rest = Array(text[end.upperBound...].utf8)
        if headers["transfer-encoding"] == "chunked" {
            (body, isComplete) = Self.dechunked(rest)
        } else {
            body = String(decoding: rest, as: UTF8.self)
            isComplete = headers["content-length"].flatMap { Int($0) } == rest.count
        }
    }

    /// The data of the body's events.
    var events: [String] {
        body.split(separator: "\n\n").map { String($0.dropFirst("data: ".count)) }
    }

    private static func dechunked(_ bytes: [UInt8]) -> (String, Bool) {
        var body: [UInt8] = []
        var position = 0
        while position < bytes.count {
            guard let lineEnd = bytes[position...].firstIndex(of: UInt8(ascii: "\r")),
                let size = Int(
                    String(decoding: bytes[position..<lineEnd], as: UTF8.self), radix: 16)
            else { break }
            if size == 0 { return (String(decoding: body, as: UTF8.self), true) }
            let start = lineEnd + 2
            body.append(contentsOf: bytes[start..<min(start + size, bytes.count)])
            position = start + size + 2
        }
        return (String(decoding: body, as: UTF8.self), false)
    }
}
