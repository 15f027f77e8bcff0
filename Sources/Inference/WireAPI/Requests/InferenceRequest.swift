/// What one request asks an endpoint for.
package struct InferenceRequest: Sendable, Equatable {
    /// The model's name as the endpoint serves it.
    package var model: String

    /// The conversation so far, oldest first; at least one message.
    package var messages: [ChatMessage]

    /// The most tokens to generate.
    package var maxTokens: Int

    /// Sampling temperature; `nil` leaves the server's default.
    package var temperature: Double?

    /// Strings at which generation stops.
    package var stop: [String]

    /// Whether to stream the answer.
    package var stream: Bool

    /// Whether to ask for token counts at the end of the stream.
    package var wantsUsage: Bool

    /// Hang up after this many meaningful chunks; `nil` reads to the end.
    ///
    /// Used to see whether a cancelled request stops costing the engine.
    package var cancelAfterChunks: Int?

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - model: The model's name as the endpoint serves it.
    ///   - messages: The conversation, oldest first.
    ///   - maxTokens: The most tokens to generate.
    ///   - temperature: Sampling temperature; `nil` for the server's default.
    ///   - stop: Strings at which generation stops.
    ///   - stream: Whether to stream the answer.
    ///   - wantsUsage: Whether to ask for token counts at the end of the stream.
    ///   - cancelAfterChunks: Hang up after this many meaningful chunks.
    package init(
        model: String,
        messages: [ChatMessage],
        maxTokens: Int,
        temperature: Double? = nil,
        stop: [String] = [],
        stream: Bool = true,
        wantsUsage: Bool = true,
        cancelAfterChunks: Int? = nil
    ) {
        self.model = model
        self.messages = messages
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.stop = stop
        self.stream = stream
        self.wantsUsage = wantsUsage
        self.cancelAfterChunks = cancelAfterChunks
    }
}
