/// One way in which a request can go wrong, and where.
///
/// Engine faults change what a request costs; path faults change what the client gets of a healthy answer. Later faults are new
/// cases here and one branch where they act.
package enum Fault: Equatable, Sendable {
    // MARK: - In the engine

    /// The step that first computes the prompt takes this much longer, for the whole batch: a cold compile.
    case slowPrefill(extra: Duration)

    // MARK: - On the path, instead of an answer

    /// A status other than 200, with vLLM's error object as the body.
    case status(code: Int, type: String, message: String, retryAfterSeconds: Int?)
    /// The connection is closed before a single byte of the response.
    case closeBeforeHead
    /// Status 200, an event stream, and no event in it.
    case emptyStream

    // MARK: - On the path, in the middle of a stream; other answers end as with `status` 500

    /// The chunk after so many tokens is cut in the middle of its JSON; the stream goes on.
    case malformedChunk(afterTokens: Int)
    /// The connection is closed after so many tokens, without finish reason and `[DONE]`.
    case truncate(afterTokens: Int)
    /// An error object takes the place of the next token; the engine counts the request as failed.
    case errorInStream(afterTokens: Int)
    /// Nothing is sent for a while after so many tokens; the engine goes on.
    case stall(afterTokens: Int, pause: Duration)
}
