/// What one event of an answer brought, independent of the wire API.
package struct StreamEvent: Sendable, Equatable {
    /// Bytes of answer text in this event, as written on the wire.
    package var contentBytes = 0

    /// Bytes of reasoning text in this event, as written on the wire.
    package var reasoningBytes = 0

    /// Whether the event carries a piece of a tool call.
    package var hasToolCall = false

    /// The decoded text, content and reasoning alike, when it was asked for.
    package var text = ""

    /// The decoded text of the answer without reasoning, when text was asked for.
    package var content = ""

    /// Whether the event carries text in the API's own field for a refusal.
    package var isRefusal = false

    /// The indices of the choices that the event touches, as a bit set (bit 63: 63 and above).
    package var choices: UInt64 = 0

    /// The indices of the choices that the event finishes, as a bit set.
    package var finishedChoices: UInt64 = 0

    /// Why the (first finished) choice ended, when this event says so.
    package var finishReason: FinishReason?

    /// Token counts, when this event reports them.
    package var usage: TokenUsage?

    /// Where the time went, when this event says so.
    package var serverTimings: ServerTimings?

    /// The error that the server put into the stream.
    package var error: ServerError?

    /// The model that the server says it used.
    package var model: String?

    /// Whether this event is the API's own end mark (`[DONE]`), alone or with the end of a choice.
    package var isEndMark = false

    /// Creates an event that brings nothing.
    package init() {}

    /// Whether the event brings something a user would see: content, reasoning or a tool call.
    ///
    /// A role announcement, an empty string or a bare finish reason is not meaningful, so none of
    /// them is the first token.
    package var isMeaningful: Bool { contentBytes > 0 || reasoningBytes > 0 || hasToolCall }
}
