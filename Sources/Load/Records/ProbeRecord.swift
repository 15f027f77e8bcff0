package import Foundation
package import Inference

/// One request as it is kept: a line of `probes.jsonl`.
///
/// A superset of the readiness-gate project's lines (`provider`, `model`, `status`, `ttft_ms`,
/// `latency_ms`, `tokens_per_sec`, `timestamp`, `error`), so its readers can read ours and
/// `gate --probes` reads both. Times are durations here and milliseconds in the file; a phase that
/// did not happen is absent.
package struct ProbeRecord: Sendable, Equatable {
    /// The request's number in start order, from 0, warm-up requests apart.
    package var index: Int

    /// Whether the request belonged to the warm-up and counts for nothing.
    package var isWarmup = false

    /// The profile's name.
    package var provider: String

    /// The model asked for.
    package var model: String

    /// When the request was to start, by the wall clock.
    package var timestamp: Date

    /// How the request ended, as its stable word (``Inference/Outcome/code``).
    package var outcome: String

    /// What the outcome means for a verdict.
    package var outcomeClass: Outcome.Class

    /// The outcome in words; `nil` for a success.
    package var error: String?

    /// The status of the response.
    package var httpStatus: Int?

    /// When the request was to start, since the run began.
    package var intendedStart: Duration = .zero

    /// How late it started against that.
    package var startDelay: Duration = .zero

    /// Name resolution.
    package var resolve: Duration?

    /// The TCP handshake.
    package var connect: Duration?

    /// The TLS handshake.
    package var secure: Duration?

    /// From the intended start until the kernel had taken the request.
    package var requestWritten: Duration?

    /// From the intended start to the response head.
    package var responseHead: Duration?

    /// From the intended start to the first byte of the body.
    package var timeToFirstByte: Duration?

    /// From the intended start to the first event.
    package var timeToFirstChunk: Duration?

    /// From the intended start to the first meaningful token.
    package var timeToFirstToken: Duration?

    /// From the intended start to the end: of the answer, or of the wait for it.
    package var endToEnd: Duration?

    /// (E2E - TTFT) / (tokens - 1).
    package var timePerOutputToken: Duration?

    /// The speed at which the answer was written.
    package var tokensPerSecond: Double?

    /// Gaps between meaningful chunks, in order.
    package var gaps: Gaps = []

    /// Tokens generated.
    package var outputTokens: Int?

    /// Whether `outputTokens` counts chunks because the server reported none.
    package var outputTokensEstimated = false

    /// Tokens of the prompt, as reported.
    package var promptTokens: Int?

    /// Prompt tokens served from a prefix cache, as reported.
    package var cachedTokens: Int?

    /// Meaningful chunks.
    package var chunks: Int?

    /// Reads from the socket that brought meaningful chunks.
    package var reads: Int?

    /// Why generation ended, as the server says.
    package var finishReason: String?

    /// Whether the API's end mark arrived; `nil` where the record does not say.
    package var sawEndMark: Bool?

    /// Whether the answer came as a stream of events; `nil` where the record does not say.
    package var isStream: Bool?

    /// Whether the connection stood before the request: it had carried an earlier one, or was opened
    /// before the run.
    package var reusedConnection: Bool?

    /// Bytes of body received.
    package var bodyBytes: Int?

    /// The delay a 429 asked for.
    package var retryAfter: Duration?

    /// The time to the first token as the engine itself measured it, where exactly this request was
    /// observed.
    package var serverTimeToFirstToken: Duration?

    /// Where the time went, as the server says in the answer itself.
    package var serverTimings: ServerTimings?

    /// The replica that answered, as a header of the response names it.
    package var replica: String?

    /// The token limit that was asked for.
    package var maxTokens: Int?

    /// The index of the earlier request whose prompt this one repeats word for word; `nil` for a new
    /// prompt.
    package var repeats: Int?

    /// The session of a load that the request belongs to.
    package var session: Int?

    /// The turn within the session, from 0.
    package var turn: Int?

    /// Of the chunks, those that carried reasoning.
    package var reasoningChunks: Int?

    /// Whether the answer refuses: by the API's own field or finish reason, or by its first words;
    /// `nil` where nobody looked.
    package var isRefusal: Bool?

    /// The server's `Date` header minus the client's clock, as near to zero as the time between the
    /// end of the request and the response head allows; exact to the second that the header is
    /// rounded to.
    package var serverClockOffset: Duration?

    /// The load generator that made the request, where a run was joined from several; `nil` in a
    /// run of one.
    package var generator: String?

    /// The name of the interleaved run that the request is a part of, the same on both sides; `nil`
    /// where nothing was interleaved.
    package var interleaved: String?

    /// The round of the interleaved run, from 0; requests of equal rounds were made one right after
    /// the other.
    package var round: Int?

    /// Creates a record with what every record has.
    ///
    /// - Parameters:
    ///   - index: The number in start order.
    ///   - provider: The profile's name.
    ///   - model: The model asked for.
    ///   - timestamp: When it was to start.
    ///   - outcome: The outcome's stable word.
    ///   - outcomeClass: What it means for a verdict.
    package init(
        index: Int, provider: String, model: String, timestamp: Date, outcome: String,
        outcomeClass: Outcome.Class
    ) {
        self.index = index
        self.provider = provider
        self.model = model
        self.timestamp = timestamp
        self.outcome = outcome
        self.outcomeClass = outcomeClass
    }

    /// Chunks that arrived in the same read as an earlier one: `chunks` - `reads`.
    ///
    /// As many of the gaps are the zeros before them. `nil` where the record does not say.
    package var coalescedChunks: Int? {
        guard let chunks, let reads else { return nil }
        return max(0, chunks - reads)
    }

    /// Whether the user got a whole answer.
    package var isSuccess: Bool { outcomeClass == .success }
}
