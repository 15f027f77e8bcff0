/// OpenAI's text completions: `POST v1/completions`.
///
/// The messages of a request are joined with line feeds into one prompt: the API has no roles.
package struct OpenAICompletions: WireAPI {
    /// Creates the wire API.
    package init() {}

    package var name: String { WireAPIKind.openaiCompletions.rawValue }
    package var framing: StreamFraming { .serverSentEvents }
    package var path: String { "v1/completions" }

    package func body(for request: InferenceRequest) -> [UInt8] {
        var json = JSONText()
        json.raw("{\"model\":")
        json.string(request.model)
        json.raw(",\"prompt\":")
        json.string(request.messages.joinedText)
        json.openAIOptions(of: request)
        json.raw("}")
        return json.bytes
    }

    package func decodeEvent(
        type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try OpenAICompletions.decode(data, keepText: keepText)
    }

    package func plainText(
        in data: UnsafeRawBufferPointer, of event: StreamEvent
    ) -> Range<Int>? {
        OpenAIEventReader.plainText(in: data, of: event)
    }

    package func decodeWhole(
        _ body: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try OpenAIEventReader(keepText: keepText).read(body)
    }

    /// Reads one event of either OpenAI API, the end mark included.
    static func decode(
        _ data: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        if data.equals("[DONE]") {
            var event = StreamEvent()
            event.isEndMark = true
            return event
        }
        return try OpenAIEventReader(keepText: keepText).read(data)
    }
}
