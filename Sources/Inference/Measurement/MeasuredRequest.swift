/// Everything measured of one request: when, how it ended, and what it brought.
package struct MeasuredRequest: Sendable, Equatable {
    /// When each phase ended.
    package var instants: PhaseInstants

    /// How the request ended.
    package var outcome: Outcome

    /// The status of the response; `nil` when there was none.
    package var status: Int?

    /// Gaps between consecutive meaningful chunks, in nanoseconds, in order.
    ///
    /// Chunks that arrived in one read have a gap of zero between them: that is what the user sees.
    /// ``coalescedChunkCount`` says how many gaps are of that kind.
    package var gapNanoseconds: [Int64] = []

    /// Meaningful chunks received.
    package var chunkCount = 0

    /// Of them, chunks that carried reasoning text.
    package var reasoningChunkCount = 0

    /// Bytes of body received.
    package var bodyBytes = 0

    /// Reads from the socket that brought meaningful chunks; far fewer than `chunkCount` means that
    /// something bunches the stream.
    package var meaningfulReadCount = 0

    /// Token counts as the server reported them.
    package var usage: TokenUsage?

    /// Where the time went, as the server says in its answer.
    package var serverTimings: ServerTimings?

    /// Whether the answer came as a stream of events, by its content type and its form.
    package var isStream = false

    /// Whether the API's end mark (``WireAPI/endMark``, such as `[DONE]`) arrived.
    package var sawEndMark = false

    /// Whether the connection stood before the request: it had carried an earlier one, or was opened
    /// beforehand.
    package var reusedConnection = false

    /// Whether a stale kept-alive connection was replaced before the request got through.
    package var replacedStaleConnection = false

    /// The answer's text, when it was asked to be kept.
    package var text = ""

    /// The model that the server says it used, when the text was kept.
    package var servedModel: String?

    /// The token limit that was asked for.
    package var maxTokens: Int?

    /// Whether the answer refuses: the API says so, or its first words do.
    ///
    /// The API says so by its field for refusals or the finish reason `content_filter`; which first
    /// words count is in ``RefusalOpening``. `nil` when there was nothing to look at.
    package var isRefusal: Bool?

    /// The `date` header of the response: the server's clock in seconds since 1970, as it wrote the
    /// head.
    package var serverDateUnixSeconds: Int?

    /// The `server` header of the response.
    package var serverHeader: String?

    /// The replica that answered, where a header of the response names it.
    package var replica: String?

    /// Creates a measurement.
    ///
    /// - Parameters:
    ///   - instants: When each phase ended.
    ///   - outcome: How the request ended.
    package init(instants: PhaseInstants, outcome: Outcome) {
        self.instants = instants
        self.outcome = outcome
    }
}
