/// Steps that speak HTTP/1.1.
extension ServerStep {
    /// Sends text as it is.
    ///
    /// - Parameter text: The text.
    /// - Returns: The step.
    package static func text(_ text: String) -> ServerStep { .send(Array(text.utf8)) }

    /// Sends a status line and headers.
    ///
    /// - Parameters:
    ///   - status: The status code.
    ///   - headers: The headers as written.
    /// - Returns: The step.
    package static func head(_ status: Int, _ headers: [(String, String)] = []) -> ServerStep {
        var text = "HTTP/1.1 \(status) \(reason(of: status))\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        return .text(text + "\r\n")
    }

    /// Sends a whole response with a `Content-Length`, in one write.
    ///
    /// - Parameters:
    ///   - status: The status code.
    ///   - body: The body.
    ///   - contentType: The body's type.
    ///   - headers: Further headers.
    /// - Returns: The step.
    package static func response(
        _ status: Int, body: String, contentType: String = "application/json",
        headers: [(String, String)] = []
    ) -> ServerStep {
        let all =
            [("content-type", contentType), ("content-length", "\(body.utf8.count)")] + headers
        guard case .send(let head) = head(status, all) else { return .text(body) }
        return .send(head + Array(body.utf8))
    }

    /// Sends the head of a 200 response that streams events in chunked transfer coding.
    ///
    /// - Parameter headers: Further headers.
    /// - Returns: The step.
    package static func eventStreamHead(_ headers: [(String, String)] = []) -> ServerStep {
        .head(
            200,
            [
                ("content-type", "text/event-stream; charset=utf-8"),
                ("transfer-encoding", "chunked"),
            ] + headers)
    }

    /// Sends one chunk of the chunked transfer coding.
    ///
    /// - Parameter text: The chunk's content; must not be empty, which would end the body.
    /// - Returns: The step.
    package static func chunk(_ text: String) -> ServerStep {
        precondition(!text.isEmpty, "an empty chunk would end the body")
        return .text("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
    }

    /// Sends one event of an event stream as a chunk.
    ///
    /// - Parameter data: The event's data, one line.
    /// - Returns: The step.
    package static func event(_ data: String) -> ServerStep { chunk("data: \(data)\n\n") }

    /// Ends a body in chunked transfer coding.
    package static var endOfChunks: ServerStep { .text("0\r\n\r\n") }

    private static func reason(of status: Int) -> String {
        switch status {
        case 100: "Continue"
        case 103: "Early Hints"
        case 200: "OK"
        case 302: "Found"
        case 307: "Temporary Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 422: "Unprocessable Entity"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: "Status"
        }
    }
}
