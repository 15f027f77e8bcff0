import TestKit

/// An answer as it is written in a case: head, empty line, body, with plain line feeds.
///
/// A text that does not begin with `HTTP/` is sent as it is.
enum HTTPAnswer {
    /// What a server does that gives the same answer to every request of a connection.
    static func steps(_ text: String) -> [ServerStep] {
        guard text.hasPrefix("HTTP/") else { return [.forever([.awaitRequest, .text(text)])] }
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        let body = parts.count > 1 ? String(parts[1]) : ""
        var lines = parts[0].split(separator: "\n").map(String.init)
        if !lines.contains(where: { $0.lowercased().hasPrefix("content-length:") }) {
            lines.append("content-length: \(body.utf8.count)")
        }
        let head = lines.joined(separator: "\r\n") + "\r\n\r\n"
        return [.forever([.awaitRequest, .text(head + body)])]
    }
}
