/// OpenAI's chat completions: `POST v1/chat/completions`.
package struct OpenAIChat: WireAPI {
    /// Creates the wire API.
    package init() {}

    package var name: String { WireAPIKind.openaiChat.rawValue }
    package var framing: StreamFraming { .serverSentEvents }
    package var path: String { "v1/chat/completions" }

    package func body(for request: InferenceRequest) -> [UInt8] {
        var json = JSONText()
        json.raw("{\"model\":")
        json.string(request.model)
        json.raw(",\"messages\":")
        json.messages(request.messages)
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
}
