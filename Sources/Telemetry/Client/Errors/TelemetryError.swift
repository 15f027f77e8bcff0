/// Why a server could not be read.
///
/// The cases are told apart because they mean different things for a verdict: a name that does not
/// resolve is configuration, a refused connection is a server that is down, a status is an answer.
package enum TelemetryError: Error, Sendable, Hashable {
    case invalidURL(text: String, problem: String)
    /// The bearer token cannot stand in a header.
    case invalidToken
    /// A further header cannot be sent.
    case invalidHeader(name: String, problem: String)
    /// The file of certificate authorities cannot be used.
    case certificateAuthorities(file: String, problem: String)
    case nameNotResolved(host: String, reason: String)
    case connectionRefused(host: String, port: Int)
    /// The network or the host cannot be reached, or reset the connection at once.
    case unreachable(host: String, port: Int, reason: String)
    case tls(url: ServerURL, failure: TLSFailure)
    /// The whole answer was not there in time.
    case timeout(url: ServerURL, after: Duration)
    /// The server closed the connection before the answer was complete.
    case connectionClosed(url: ServerURL)
    /// What came back is not HTTP.
    case notHTTP(url: ServerURL, reason: String)
    case bodyTooLarge(url: ServerURL, limitBytes: Int)
    /// The body is compressed although nobody asked for it.
    case encodedBody(url: ServerURL, encoding: String)
    /// A redirect, which is never followed: a token must not travel to another place.
    case redirect(url: ServerURL, status: Int, location: String?)
    /// Any other status outside 200...299.
    case status(url: ServerURL, code: Int, excerpt: String)
    case cancelled
    case other(url: ServerURL, reason: String)

    /// The status of an answer that is neither success nor a failure below HTTP.
    package var statusCode: Int? {
        switch self {
        case .status(_, let code, _), .redirect(_, let code, _): code
        default: nil
        }
    }
}

extension TelemetryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidURL(let text, let problem):
            "'\(text)' cannot be read from: \(problem)"
        case .invalidToken:
            "the bearer token is empty or contains blanks or control characters"
        case .invalidHeader(let name, let problem):
            "the header '\(name)' cannot be sent: \(problem)"
        case .certificateAuthorities(let file, let problem):
            "\(file) cannot be used as certificate authorities: \(problem); expected a file of "
                + "PEM certificates (-----BEGIN CERTIFICATE-----)"
        case .nameNotResolved(let host, let reason):
            "the host name \(host) does not resolve: \(reason)"
        case .connectionRefused(let host, let port):
            "\(host) port \(port) refuses connections: nothing listens there"
        case .unreachable(let host, let port, let reason):
            "\(host) port \(port) cannot be reached: \(reason)"
        case .tls(let url, let failure): "no TLS connection to \(url): \(failure)"
        case .timeout(let url, let limit): "\(url) did not answer completely within \(limit)"
        case .connectionClosed(let url):
            "\(url) closed the connection before its answer was complete"
        case .notHTTP(let url, let reason): "\(url) does not speak HTTP: \(reason)"
        case .bodyTooLarge(let url, let limit):
            "the answer of \(url) is larger than the limit of \(limit) bytes"
        case .encodedBody(let url, let encoding):
            "the answer of \(url) is encoded as \(encoding), which was not asked for"
        case .redirect(let url, let status, let location):
            "\(url) redirects (\(status)) to \(location ?? "nowhere"); give the final URL instead"
        case .status(let url, let code, let excerpt):
            "\(url) answered \(code)" + (excerpt.isEmpty ? "" : ": \(excerpt)")
        case .cancelled: "the request was cancelled"
        case .other(let url, let reason): "reading \(url) failed: \(reason)"
        }
    }
}
