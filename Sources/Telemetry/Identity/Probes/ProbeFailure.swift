package import Exposition

/// Why a path of a server told nothing about its identity, by what it means for a verdict.
package enum ProbeFailure: Error, Sendable, Hashable {
    /// 401: a token is missing or wrong.
    case unauthorized
    /// 403: the token or the place of the caller is not allowed.
    case forbidden
    /// 404, 405 or 501: the server does not have this path, or it is switched off.
    case absent(status: Int)
    /// 503: the server is there and not ready; the message is the server's own.
    case unavailable(message: String)
    case status(code: Int, excerpt: String)
    case redirect(status: Int, location: String?)
    /// A web page instead of an answer of an API.
    case html
    case notJSON(reason: String)
    /// JSON that lacks what every answer of this path has.
    case unexpectedShape(reason: String)
    /// A metrics path that answers JSON, as TensorRT-LLM's does.
    case jsonMetrics
    case malformedMetrics(ExpositionError)
    /// A body without content where some is needed.
    case empty
    /// No answer at all.
    case transport(TelemetryError)

    init(_ error: TelemetryError) {
        self =
            switch error {
            case .status(_, 401, _): .unauthorized
            case .status(_, 403, _): .forbidden
            case .status(_, let code, _) where [404, 405, 501].contains(code):
                .absent(status: code)
            case .status(_, 503, let excerpt): .unavailable(message: excerpt)
            case .status(_, let code, let excerpt): .status(code: code, excerpt: excerpt)
            case .redirect(_, let status, let location):
                .redirect(status: status, location: location)
            default: .transport(error)
            }
    }

    init(_ error: ScrapeError) {
        self =
            switch error {
            case .request(let error): ProbeFailure(error)
            case .html: .html
            case .json: .jsonMetrics
            case .empty: .empty
            case .malformed(_, let error): .malformedMetrics(error)
            }
    }
}

extension ProbeFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unauthorized: "401: a token is missing or wrong"
        case .forbidden: "403: access is forbidden"
        case .absent(let status): "\(status): the server does not offer this path"
        case .unavailable(let message):
            "503: the server is not ready" + (message.isEmpty ? "" : ": \(message)")
        case .status(let code, let excerpt): "\(code)" + (excerpt.isEmpty ? "" : ": \(excerpt)")
        case .redirect(let status, let location): "\(status): redirects to \(location ?? "nowhere")"
        case .html: "a web page instead of an API's answer"
        case .notJSON(let reason): "not JSON: \(reason)"
        case .unexpectedShape(let reason): "JSON of another kind: \(reason)"
        case .jsonMetrics: "JSON instead of Prometheus text"
        case .malformedMetrics(let error): "not Prometheus text: \(error)"
        case .empty: "an empty answer"
        case .transport(let error): error.description
        }
    }
}
