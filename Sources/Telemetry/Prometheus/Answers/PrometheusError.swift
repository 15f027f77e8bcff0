/// Why a Prometheus-compatible API gave no answer that can be used.
package enum PrometheusError: Error, Sendable, Hashable {
    /// No answer, or one that the API did not write.
    case request(TelemetryError)
    /// The API refused or failed; `type` and `message` are its own words.
    case api(url: ServerURL, status: Int, type: String, message: String)
    /// A web page: a user interface, or the login page of a proxy.
    case html(url: ServerURL)
    /// An answer without a body.
    case empty(url: ServerURL)
    case notJSON(url: ServerURL, reason: String)
    /// JSON of something that is not this API.
    case unexpectedShape(url: ServerURL, reason: String)
    /// The expression has another type than the caller can use.
    case unexpectedType(url: ServerURL, found: String, expected: String)
    /// A time or a step that no server can be asked for.
    case invalidTime(String)
}

extension PrometheusError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .request(let error): error.description
        case .api(let url, let status, let type, let message):
            "\(url) answered \(status)" + (type.isEmpty || type == "\(status)" ? "" : " \(type)")
                + (message.isEmpty ? "" : ": \(message)")
        case .html(let url): "\(url) answers with a web page instead of the Prometheus API"
        case .empty(let url): "\(url) answers with an empty body instead of the Prometheus API's"
        case .notJSON(let url, let reason):
            "\(url) does not answer in JSON, as the Prometheus API does: \(reason)"
        case .unexpectedShape(let url, let reason):
            "\(url) answers with JSON that is not the Prometheus API's: \(reason)"
        case .unexpectedType(let url, let found, let expected):
            "\(url) answers with a \(found) where a \(expected) is needed"
        case .invalidTime(let problem): problem
        }
    }

    /// The way out, where the failure has a usual cause; a clause for `hint: ...`.
    package var hint: String? {
        switch self {
        case .request(let error): Self.hint(status: error.statusCode)
        case .api(_, let status, _, _): Self.hint(status: status)
        case .html, .notJSON, .unexpectedShape, .empty: Self.pathHint
        case .unexpectedType, .invalidTime: nil
        }
    }

    private static let pathHint =
        "give the URL below which /api/v1/query lies: Mimir's ends in /prometheus, "
        + "VictoriaMetrics' cluster's in /select/<tenant>/prometheus"

    private static func hint(status: Int?) -> String? {
        switch status {
        case 401, 403: "the server asks for a token, or for a tenant in X-Scope-OrgID"
        case 404, 405: pathHint
        case 301, 302, 303, 307, 308: pathHint
        default: nil
        }
    }
}
