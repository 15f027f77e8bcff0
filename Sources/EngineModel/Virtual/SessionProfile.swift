/// One client session of a virtual run: when it sends its next request, and what it asks.
package struct SessionProfile: Equatable, Sendable {
    /// When a session sends the next request after an answer.
    package enum Pacing: Equatable, Sendable {
        /// A closed loop: after a pause with this mean and relative spread.
        case think(meanSeconds: Double, variation: Double)
        /// At the ticks of a clock that started with the session; a tick missed while waiting fires at once when the answer is
        /// there, further missed ones are dropped. This is Go's `time.Ticker`.
        case ticker(intervalSeconds: Double)
    }

    /// Seconds from the begin of the run to the first request.
    package var startSeconds: Double
    /// When the next request is sent.
    package var pacing: Pacing
    /// Prompt lengths.
    package var prompt: LengthDistribution
    /// Answer lengths; the answer ends there with ``FinishReason/length``.
    package var output: LengthDistribution
    /// Tokens at the beginning of every prompt that all sessions have in common: a system prompt.
    package var sharedPrefixTokens = 0
    /// The adapter that is asked for; nil for the model itself.
    package var adapter: String?

    /// Describes a session.
    ///
    /// - Parameters:
    ///   - startSeconds: Seconds to its first request.
    ///   - pacing: When it sends the next one.
    ///   - prompt: Prompt lengths.
    ///   - output: Answer lengths.
    package init(
        startSeconds: Double, pacing: Pacing, prompt: LengthDistribution, output: LengthDistribution
    ) {
        self.startSeconds = startSeconds
        self.pacing = pacing
        self.prompt = prompt
        self.output = output
    }
}
