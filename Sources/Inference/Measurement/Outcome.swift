/// How a measured request ended.
///
/// Exactly one case applies. Only `completed` is a success: whatever else a status line says, a
/// stream that carries an error, stops half-way or says nothing has failed the person who waits.
package enum Outcome: Sendable, Equatable {
    /// The answer arrived whole. The reason is `nil` when the server ended the stream with its end
    /// mark but never said why.
    case completed(FinishReason?)

    /// The stream ended with neither a finish reason nor an end mark.
    case truncated

    /// The answer ended properly and held nothing: no content, no reasoning, no tool call.
    case empty(FinishReason?)

    /// The answer is not what the API sends; says what was found.
    case malformed(String)

    /// The server put an error into an answer that had begun as a success.
    case errorInStream(ServerError)

    /// The stream stayed open and silent: not one byte for the gap limit.
    case stalled(after: Duration)

    /// A limit of the client ran out.
    case timedOut(Limit)

    /// The connection closed before the response head or in the middle of the body framing.
    case connectionLost(String)

    /// The host name does not resolve.
    case resolveFailed(String)

    /// No connection: refused, unreachable or not answered in time.
    case connectFailed(ConnectFailure, String)

    /// The TLS handshake failed; says why in words.
    case tlsFailed(TLSFailure, String)

    /// 401: credentials are missing or wrong.
    case unauthorized(ServerError?)

    /// 403: credentials are known and not enough.
    case forbidden(ServerError?)

    /// 404 whose body speaks of the model.
    case modelNotFound(ServerError)

    /// 404 or 405 for any other reason: most likely the path.
    case pathNotFound(status: Int, ServerError?)

    /// Any other status of the 400 class.
    case rejected(status: Int, ServerError?)

    /// 429: too many requests.
    case rateLimited(retryAfter: Duration?, ServerError?)

    /// A status of the 500 class.
    case serverError(status: Int, ServerError?)

    /// A redirect, which is never followed: it would measure two requests as one.
    case redirected(status: Int, location: String?)

    /// The client gave the request up.
    case cancelled(Cancellation)

    /// Which limit ran out.
    package enum Limit: String, Sendable, Equatable, CaseIterable {
        /// No meaningful token in time, whatever else arrived.
        case firstToken = "first_token"
        /// Bytes kept coming, but no token, for longer than the gap limit.
        case gap
        /// The whole request took too long.
        case total
    }

    /// Why there is no connection.
    package enum ConnectFailure: String, Sendable, Equatable, CaseIterable {
        /// The port is closed.
        case refused
        /// No answer within the connect limit.
        case timeout
        /// No route, network down, address not usable.
        case unreachable
    }

    /// Why the TLS handshake failed.
    package enum TLSFailure: String, Sendable, Equatable, CaseIterable {
        /// The certificate does not verify: unknown issuer, expired, self-signed.
        case certificate
        /// The certificate is for another name.
        case hostname
        /// The peer does not speak TLS, or no version or cipher is shared.
        case handshake
    }

    /// Who gave the request up.
    package enum Cancellation: String, Sendable, Equatable, CaseIterable {
        /// The request asked to hang up after so many chunks.
        case requested
        /// The run ended while the request was under way.
        case runEnded = "run_ended"
    }
}
