/// What the scripted server does with a request.
enum ScriptedAnswer: Sendable {
    /// Sends these bytes, whatever they are, and keeps the connection open.
    case bytes([UInt8])
    /// Sends these bytes and closes the connection.
    case bytesThenClose([UInt8])
    /// Never answers.
    case silence

    /// A complete HTTP/1.1 response.
    static func http(
        _ status: Int, _ body: [UInt8] = [], type: String = "application/json",
        headers: [String: String] = [:]
    ) -> ScriptedAnswer {
        var head = "HTTP/1.1 \(status) Scripted\r\nContent-Length: \(body.count)\r\n"
        if !body.isEmpty { head += "Content-Type: \(type)\r\n" }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            head += "\(name): \(value)\r\n"
        }
        return .bytes(Array((head + "\r\n").utf8) + body)
    }

    /// A complete HTTP/1.1 response with a text as its body.
    static func http(
        _ status: Int, text: String, type: String = "application/json",
        headers: [String: String] = [:]
    ) -> ScriptedAnswer {
        http(status, Array(text.utf8), type: type, headers: headers)
    }

    static func page(_ status: Int = 200) -> ScriptedAnswer {
        http(status, text: "<!DOCTYPE html><html><body>Sign in</body></html>", type: "text/html")
    }
}
