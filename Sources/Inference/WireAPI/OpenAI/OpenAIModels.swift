/// The list of models: `GET v1/models`.
///
/// No inference: a cheap request that takes the same path as an answer does and nothing of the
/// engine, so that the two can be compared.
package struct OpenAIModels: WireAPI {
    /// Creates the wire API.
    package init() {}

    package var name: String { "openai-models" }
    package var framing: StreamFraming { .serverSentEvents }
    package var path: String { "v1/models" }
    package var method: RequestMethod { .get }

    package func body(for request: InferenceRequest) -> [UInt8] { [] }

    package func decodeEvent(
        type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        throw .unexpectedShape("an event, where a list of models was asked for")
    }

    /// Takes any JSON object: what it lists does not matter here.
    package func decodeWhole(
        _ body: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        var reader = JSONReader(body)
        guard reader.peek() == .object else {
            throw .unexpectedShape("expected a JSON object, found another JSON value")
        }
        do {
            try reader.skipValue()
            try reader.finish()
        } catch {
            throw .notJSON(error)
        }
        var event = StreamEvent()
        event.contentBytes = body.count
        return event
    }
}
