/// One request of a `TelemetryClient`.
struct TelemetryRequest: Sendable {
    var url: ServerURL
    var token: BearerToken?
    var headers: [RequestHeader] = []
    var accept = "*/*"
    /// Posted as a form when there are any; otherwise the request is a GET.
    var form: [FormParameter] = []
    /// A limit for this request instead of the client's.
    var timeout: Duration?
    /// Whether an answer with a status from 400 on comes back whole instead of as an error, for APIs
    /// that say in its body what is wrong.
    var keepsErrorAnswers = false

    /// Text of a server in one line of at most `limit` characters, without the request's secrets.
    func shown(_ text: String, limit: Int = 200) -> String {
        var redacted = token?.redacted(from: text) ?? text
        for header in headers { redacted = header.redacted(from: redacted) }
        let words = redacted.split { $0.isWhitespace || $0.isNewline }
        let line = words.joined(separator: " ").filter { character in
            character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        }
        return line.count > limit ? line.prefix(limit) + "..." : line
    }
}
