package import Exposition

/// Why a URL gave no metrics.
package enum ScrapeError: Error, Sendable, Hashable {
    /// No answer, or one that is not a success.
    case request(TelemetryError)
    /// A web page, as from a user interface or the login page of a proxy.
    case html(url: ServerURL)
    /// JSON, as TensorRT-LLM serves on `/metrics`.
    case json(url: ServerURL)
    /// An answer without a single metric family.
    case empty(url: ServerURL)
    /// A body that is almost a metrics body.
    case malformed(url: ServerURL, ExpositionError)
}

extension ScrapeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .request(let error): error.description
        case .html(let url): "\(url) answers with a web page instead of metrics"
        case .json(let url): "\(url) answers with JSON instead of Prometheus text"
        case .empty(let url): "\(url) answers without any metric"
        case .malformed(let url, let error):
            "\(url) does not answer with Prometheus text: \(error)"
        }
    }

    /// The way out, where the failure has a usual cause; a clause for `hint: ...`.
    package var hint: String? {
        switch self {
        case .request(let error): Self.hint(status: error.statusCode)
        case .html: "check the path, and whether a proxy asks for a login there"
        case .json: "TensorRT-LLM's Prometheus text is at /prometheus/metrics"
        case .empty: "vLLM exports nothing with --disable-log-stats"
        case .malformed: nil
        }
    }

    private static func hint(status: Int?) -> String? {
        switch status {
        case 401, 403: "the metrics path asks for a token or forbids it"
        case 404:
            "SGLang serves metrics only with --enable-metrics; "
                + "TensorRT-LLM at /prometheus/metrics"
        case 501: "llama-server serves metrics only with --metrics"
        default: nil
        }
    }
}
