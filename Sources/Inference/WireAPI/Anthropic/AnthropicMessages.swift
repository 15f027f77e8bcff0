/// Anthropic's messages: `POST v1/messages`, spoken by vLLM and llama.cpp too.
///
/// The system messages of a request are joined into the `system` member: the API's conversation
/// knows two roles.
package struct AnthropicMessages: WireAPI {
    /// The revision of the API that is asked for in `anthropic-version`.
    package static let version = "2023-06-01"

    /// Creates the wire API.
    package init() {}

    package var name: String { WireAPIKind.anthropic.rawValue }
    package var framing: StreamFraming { .serverSentEvents }
    package var path: String { "v1/messages" }
    package var endMark: String { "message_stop" }

    package func headers(apiKey: Secret?) -> [(name: String, value: String)] {
        let key = apiKey.map { [("x-api-key", $0.reveal())] } ?? []
        return [("anthropic-version", AnthropicMessages.version)] + key
    }

    package func body(for request: InferenceRequest) -> [UInt8] {
        let system = request.messages.filter { $0.role == .system }.map(\.content)
        var json = JSONText()
        json.raw("{\"model\":")
        json.string(request.model)
        json.raw(",\"max_tokens\":")
        json.number(request.maxTokens)
        if !system.isEmpty {
            json.raw(",\"system\":")
            json.string(system.joined(separator: "\n"))
        }
        json.raw(",\"messages\":")
        json.messages(request.messages.filter { $0.role != .system })
        if let temperature = request.temperature {
            json.raw(",\"temperature\":")
            json.number(temperature)
        }
        if !request.stop.isEmpty {
            json.raw(",\"stop_sequences\":")
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
        try AnthropicReader(keepText: keepText).event(data)
    }

    package func decodeWhole(
        _ body: UnsafeRawBufferPointer, keepText: Bool
    ) throws(WireError) -> StreamEvent {
        try AnthropicReader(keepText: keepText).whole(body)
    }
}
