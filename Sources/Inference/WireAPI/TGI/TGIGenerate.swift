/// Text Generation Inference's own completion: `POST generate_stream`, or `generate` when the
/// answer is not to be streamed.
///
/// The API has no roles and no chat template: messages are joined with line feeds into one prompt.
/// The model is the one the server runs.
package struct TGIGenerate: WireAPI {
    /// Creates the wire API.
    package init() {}

    package var name: String { WireAPIKind.tgi.rawValue }
    package var framing: StreamFraming { .serverSentEvents }
    package var path: String { "generate_stream" }
    package var endMark: String { "\"generated_text\"" }

    package func path(isStreamed: Bool) -> String { isStreamed ? path : "generate" }

    package func body(for request: InferenceRequest) -> [UInt8] {
        var json = JSONText()
        json.raw("{\"inputs\":")
        json.string(request.messages.joinedText)
        json.raw(",\"parameters\":{\"max_new_tokens\":")
        json.number(request.maxTokens)
        // The server refuses a temperature of 0; without one it decodes greedily.
        if let temperature = request.temperature, temperature > 0 {
            json.raw(",\"do_sample\":true,\"temperature\":")
            json.number(temperature)
        }
        if !request.stop.isEmpty {
            json.raw(",\"stop\":")
            json.strings(request.stop)
        }
        json.raw(",\"details\":true}}")
        return json.bytes
    }

    package func decodeEvent(
        type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try TGIReader(keepText: keepText).event(data)
    }

    package func decodeWhole(
        _ body: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try TGIReader(keepText: keepText).whole(body)
    }
}
