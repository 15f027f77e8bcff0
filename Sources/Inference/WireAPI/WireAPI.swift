/// How one kind of inference server is asked and how its answers read.
///
/// A wire API knows paths, request bodies and the meaning of events. It knows nothing of sockets,
/// clocks or outcomes, so a further one is one more type, and a case of ``WireAPIKind`` when it can be
/// chosen by name.
package protocol WireAPI: Sendable {
    /// The name used in profiles and records, such as `openai-chat`.
    var name: String { get }

    /// How a streamed answer is cut into events.
    var framing: StreamFraming { get }

    /// The request path below the endpoint's base, such as `v1/chat/completions`.
    var path: String { get }

    /// The request's method; `POST` unless the API says otherwise.
    var method: RequestMethod { get }

    /// The mark that ends a complete stream, for people.
    var endMark: String { get }

    /// The request path, where it depends on how the answer is wanted; `path` unless the API says
    /// otherwise.
    ///
    /// - Parameter isStreamed: Whether the answer is to be streamed.
    /// - Returns: The path below the endpoint's base.
    func path(isStreamed: Bool) -> String

    /// The headers by which the API knows who asks, and which revision of it is meant; a bearer
    /// token unless the API says otherwise.
    ///
    /// - Parameter apiKey: The key, if there is one.
    /// - Returns: Names and values.
    func headers(apiKey: Secret?) -> [(name: String, value: String)]

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
    package var endMark: String { "[DONE]" }
    package func path(isStreamed: Bool) -> String { path }

    package func headers(apiKey: Secret?) -> [(name: String, value: String)] {
        apiKey.map { [("Authorization", "Bearer \($0.reveal())")] } ?? []
    }

    package func plainText(
        in data: UnsafeRawBufferPointer, of event: StreamEvent
    ) -> Range<Int>? { nil }
}
