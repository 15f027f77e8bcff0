/// llama.cpp's own completion: `POST completion`.
///
/// The API has no roles and no chat template: messages are joined with line feeds into one prompt.
/// The model is the one the server runs.
package struct LlamaCppCompletion: WireAPI {
    /// Creates the wire API.
    package init() {}

    package var name: String { WireAPIKind.llamaCpp.rawValue }
    package var framing: StreamFraming { .serverSentEvents }
    package var path: String { "completion" }
    package var endMark: String { "\"stop\": true" }

    package func body(for request: InferenceRequest) -> [UInt8] {
        var json = JSONText()
        json.raw("{\"prompt\":")
        json.string(request.messages.joinedText)
        json.raw(",\"n_predict\":")
        json.number(request.maxTokens)
        if let temperature = request.temperature {
            json.raw(",\"temperature\":")
            json.number(temperature)
        }
        if !request.stop.isEmpty {
            json.raw(",\"stop\":")
            json.strings(request.stop)
        }
        json.raw(",\"stream\":")
        json.boolean(request.stream)
        json.raw("}")
        return json.bytes
    }

    package func decodeEvent(
        type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try LlamaCppReader(keepText: keepText).read(data)
    }

    package func decodeWhole(
        _ body: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try LlamaCppReader(keepText: keepText).read(body)
    }
}
