/// Ollama's own chat: `POST api/chat`, answered with one JSON object a line.
package struct OllamaChat: WireAPI {
    /// Creates the wire API.
    package init() {}

    package var name: String { WireAPIKind.ollamaChat.rawValue }
    package var framing: StreamFraming { .jsonLines }
    package var path: String { "api/chat" }
    package var endMark: String { "\"done\": true" }

    package func body(for request: InferenceRequest) -> [UInt8] {
        var json = JSONText()
        json.raw("{\"model\":")
        json.string(request.model)
        json.raw(",\"messages\":")
        json.messages(request.messages)
        json.ollamaOptions(of: request)
        json.raw("}")
        return json.bytes
    }

    package func decodeEvent(
        type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try OllamaReader(keepText: keepText).read(data)
    }

    package func decodeWhole(
        _ body: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try OllamaReader(keepText: keepText).read(body)
    }
}
