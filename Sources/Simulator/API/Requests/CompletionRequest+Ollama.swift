extension CompletionRequest {
    /// Reads the body of a request to Ollama's own API.
    ///
    /// - Parameters:
    ///   - bytes: The body.
    ///   - api: ``CompletionAPI/chat`` for `/api/chat`, ``CompletionAPI/completions`` for `/api/generate`.
    /// - Throws: ``APIError`` with the status Ollama answers.
    init(nativeBody bytes: [UInt8], api: CompletionAPI) throws(APIError) {
        let body: JSONValue
        do {
            body = try JSONParser.parse(bytes)
        } catch {
            throw .badRequest("invalid request body: \(error.message)", parameter: nil)
        }
        let fields = FieldReader(body: body)
        guard let model = try fields.string("model") else {
            throw .badRequest("model is required", parameter: "model")
        }
        let options = FieldReader(body: body["options"] ?? .object([]), path: "body.options")
        let wanted = try options.integer("num_predict") ?? -1
        self.init(
            api: api, model: model,
            prompts: [try Self.nativePrompt(body, fields: fields, api: api)],
            maxTokens: wanted > 0 ? wanted : nil,
            isStreaming: try fields.bool("stream") ?? true,
            includesUsage: false, hasContinuousUsage: false, stops: [], choices: 1,
            ignoresEnd: false, seed: try options.integer("seed"))
    }

    private static func nativePrompt(
        _ body: JSONValue, fields: FieldReader, api: CompletionAPI
    ) throws(APIError) -> Prompt {
        guard api == .chat else { return Prompt(text: try fields.string("prompt") ?? "") }
        guard case .array(let messages)? = body["messages"], !messages.isEmpty else {
            throw .badRequest("messages are required", parameter: "messages")
        }
        return Prompt(
            messages: messages.map { message in
                func text(_ name: String) -> String {
                    guard case .string(let text)? = message[name] else { return "" }
                    return text
                }
                return (role: text("role"), text: text("content"))
            })
    }
}
