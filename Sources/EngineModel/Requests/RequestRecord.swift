/// The true times of one ended request, which no histogram shows.
///
/// All times are seconds of the engine's clock.
package struct RequestRecord: Equatable, Sendable {
    /// The request.
    package let request: RequestID
    /// The number the caller gave it.
    package let tag: Int
    /// When it reached the API server.
    package let arrivalSeconds: Double
    /// When it was ready for the scheduler: arrival and the API server's work.
    package let readySeconds: Double
    /// When a step first worked on it; nil when it was withdrawn before.
    package let scheduledSeconds: Double?
    /// When its first token left the engine; nil when it was withdrawn before.
    package let firstTokenSeconds: Double?
    /// When it ended.
    package let endSeconds: Double
    /// Tokens of the prompt.
    package let promptTokens: Int
    /// Tokens emitted.
    package let outputTokens: Int
    /// Prompt tokens found in the prefix cache at the first schedule.
    package let cachedTokens: Int
    /// Seconds before every token after the first, in order.
    package let gapsSeconds: [Double]
    /// Times it lost its slot and its cache.
    package let preemptions: Int
    /// Why it ended.
    package let finish: FinishReason

    /// Seconds from arrival to the first token; nil without one.
    package var timeToFirstTokenSeconds: Double? {
        firstTokenSeconds.map { $0 - arrivalSeconds }
    }

    /// Seconds from being ready to the first schedule; nil when never scheduled.
    package var queueSeconds: Double? {
        scheduledSeconds.map { $0 - readySeconds }
    }

    /// Seconds from arrival to the end.
    package var endToEndSeconds: Double {
        endSeconds - arrivalSeconds
    }
}
