/// Reading outcomes: for counting, for records and for people.
extension Outcome {
    /// What an outcome means for a verdict.
    package enum Class: String, Sendable, Equatable, CaseIterable, Codable {
        /// The user got a whole answer.
        case success
        /// The endpoint failed the request.
        case failure
        /// Nothing is reachable at the address: no name, no port, no TLS.
        case unreachable
        /// The request can never work as configured: credentials, path, model, arguments.
        case configuration
        /// Says nothing about the endpoint: the client ended it.
        case excluded
    }

    /// What the outcome means for a verdict.
    package var outcomeClass: Class {
        switch self {
        case .completed: .success
        case .cancelled: .excluded
        case .resolveFailed, .connectFailed, .tlsFailed: .unreachable
        case .unauthorized, .forbidden, .modelNotFound, .pathNotFound, .rejected, .redirected:
            .configuration
        case .truncated, .empty, .malformed, .errorInStream, .stalled, .timedOut,
            .connectionLost, .rateLimited, .serverError:
            .failure
        }
    }

    /// Whether the user got a whole answer.
    package var isSuccess: Bool { outcomeClass == .success }

    /// The stable word for records and counters, such as `error_in_stream`.
    package var code: String {
        switch self {
        case .completed: "completed"
        case .truncated: "truncated"
        case .empty: "empty"
        case .malformed: "malformed"
        case .errorInStream: "error_in_stream"
        case .stalled: "stalled"
        case .timedOut(let limit): "timeout_\(limit.rawValue)"
        case .connectionLost: "connection_lost"
        case .resolveFailed: "dns"
        case .connectFailed(let failure, _): "connect_\(failure.rawValue)"
        case .tlsFailed(let failure, _): "tls_\(failure.rawValue)"
        case .unauthorized: "unauthorized"
        case .forbidden: "forbidden"
        case .modelNotFound: "model_not_found"
        case .pathNotFound: "path_not_found"
        case .rejected: "rejected"
        case .rateLimited: "rate_limited"
        case .serverError: "server_error"
        case .redirected: "redirected"
        case .cancelled(let who): "cancelled_\(who.rawValue)"
        }
    }

    /// The HTTP status that the outcome rests on, when it rests on one.
    package var decisiveStatus: Int? {
        switch self {
        case .unauthorized: 401
        case .forbidden: 403
        case .modelNotFound: 404
        case .pathNotFound(let status, _), .rejected(let status, _),
            .serverError(let status, _), .redirected(let status, _):
            status
        case .rateLimited: 429
        default: nil
        }
    }
}

extension Outcome: CustomStringConvertible {
    package var description: String {
        switch self {
        case .completed(let reason): "completed" + (reason.map { " (\($0))" } ?? "")
        case .truncated: "the stream ended without a finish reason or an end mark"
        case .empty(let reason):
            "an empty answer" + (reason.map { " (finish reason \($0))" } ?? "")
        case .malformed(let what): "malformed answer: \(what)"
        case .errorInStream(let error): "an error inside a 200 answer: \(error)"
        case .stalled(let after):
            "the stream stalled: no byte for \(after.secondsText)"
        case .timedOut(.firstToken): "no first token within the limit"
        case .timedOut(.gap): "bytes but no token within the gap limit"
        case .timedOut(.total): "the whole request took longer than its limit"
        case .connectionLost(let what): "connection lost: \(what)"
        case .resolveFailed(let what): "the host name does not resolve: \(what)"
        case .connectFailed(.refused, let what): "connection refused: \(what)"
        case .connectFailed(.timeout, let what): "no connection within the limit: \(what)"
        case .connectFailed(.unreachable, let what): "no connection: \(what)"
        case .tlsFailed(_, let what): "TLS: \(what)"
        case .unauthorized(let error): Outcome.status(401, "credentials refused", error)
        case .forbidden(let error): Outcome.status(403, "access denied", error)
        case .modelNotFound(let error): Outcome.status(404, "no such model", error)
        case .pathNotFound(let status, let error): Outcome.status(status, "no such path", error)
        case .rejected(let status, let error): Outcome.status(status, "request rejected", error)
        case .rateLimited(let after, let error):
            Outcome.status(429, "too many requests", error)
                + (after.map { "; retry after \($0.secondsText)" } ?? "")
        case .serverError(let status, let error): Outcome.status(status, "server error", error)
        case .redirected(let status, let location):
            "\(status) redirect" + (location.map { " to \($0)" } ?? "") + ", not followed"
        case .cancelled(.requested): "cancelled on purpose"
        case .cancelled(.runEnded): "cancelled by the end of the run"
        }
    }

    private static func status(_ status: Int, _ meaning: String, _ error: ServerError?) -> String {
        "\(status) \(meaning)" + (error.map { ": \($0)" } ?? "")
    }
}
