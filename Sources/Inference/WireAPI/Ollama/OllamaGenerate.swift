/// Ollama's own completion: `POST api/generate`, answered with one JSON object a line.
///
/// The API has a system text and one prompt: further messages are joined with line feeds.
package struct OllamaGenerate: WireAPI {
    /// Creates the wire API.
    package init() {}

    package var name: String { WireAPIKind.ollamaGenerate.rawValue }
    package var framing: StreamFraming { .jsonLines }
    package var path: String { "api/generate" }
    package var endMark: String { "\"done\": true" }

    package func body(for request: InferenceRequest) -> [UInt8] {
        let system = request.messages.filter { $0.role == .system }
        var json = JSONText()
        json.raw("{\"model\":")
        json.string(request.model)
        if !system.isEmpty {
            json.raw(",\"system\":")
            json.string(system.joinedText)
        }
        json.raw(",\"prompt\":")
        json.string(request.messages.filter { $0.role != .system }.joinedText)
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
