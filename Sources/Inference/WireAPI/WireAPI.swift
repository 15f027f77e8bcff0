/// How one kind of inference server is asked and how its answers read.
///
/// A wire API knows paths, request bodies and the meaning of events. It knows nothing of sockets,
/// clocks or outcomes, so a further one (Ollama's JSON lines, TGI's and Anthropic's events) is one
/// more type and nothing else.
package protocol WireAPI: Sendable {
    /// The name used in profiles and records, such as `openai-chat`.
    var name: String { get }

    /// How a streamed answer is cut into events.
    var framing: StreamFraming { get }

    /// The request path below the endpoint's base, such as `v1/chat/completions`.
    var path: String { get }

    /// The request's method; `POST` unless the API says otherwise.
    var method: RequestMethod { get }

    /// The request's body.
    ///
    /// - Parameter request: What to ask for.
    /// - Returns: JSON text in UTF-8.
    func body(for request: InferenceRequest) -> [UInt8]

    /// Reads one event of a streamed answer.
    ///
    /// - Parameters:
    ///   - type: The event's type; empty where the framing has none.
    ///   - data: The event's data.
    ///   - keepText: Whether to decode the answer's text (costs time; measuring does not need it).
    /// - Returns: What the event brought.
    /// - Throws: `WireError` when the data is not what this API sends.
    func decodeEvent(
        type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent

    /// Reads a whole answer that was not streamed.
    ///
    /// - Parameters:
    ///   - body: The response's body.
    ///   - keepText: Whether to decode the answer's text.
    /// - Returns: What the answer held, as one event.
    /// - Throws: `WireError` when the body is not what this API sends.
    func decodeWhole(
        _ body: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent

    /// Where the text lies in an event that brought a piece of an answer and nothing else.
    ///
    /// A shorter way for streams whose events differ in nothing but their text. What it promises:
    /// with any other text of at least one byte in this place, without quotes, backslashes and
    /// control characters, the same reader would make of the event the same as of this one, but
    /// for the count of the text's bytes. `nil`, which an API without an own answer gives, means
    /// that every event is read in full.
    ///
    /// - Parameters:
    ///   - data: The event's data.
    ///   - event: What `decodeEvent` made of it, without text and with an empty type.
    /// - Returns: The bytes between the quotes.
    func plainText(in data: UnsafeRawBufferPointer, of event: StreamEvent) -> Range<Int>?
}

extension WireAPI {
    package var method: RequestMethod { .post }

    package func plainText(
        in data: UnsafeRawBufferPointer, of event: StreamEvent
    ) -> Range<Int>? { nil }
}
