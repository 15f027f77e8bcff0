extension CompletionRequest {
    /// Reads the body of a request to `/v1/messages`.
    ///
    /// - Parameter bytes: The body.
    /// - Throws: ``APIError`` with the body and status vLLM answers.
    init(messagesBody bytes: [UInt8]) throws(APIError) {
        let body = try Self.object(bytes)
        let fields = FieldReader(body: body)
        guard case .object(let members) = body else {
            throw .badRequest("The body is no object.", parameter: nil)
        }
        let prompt = try Self.chatPrompt(body, memberCount: members.count)
        guard let maxTokens = try fields.integer("max_tokens") else {
            throw .validation(
                "missing", at: "body.max_tokens", "Field required",
                input: "'<dict of \(members.count) items>'")
        }
        guard maxTokens > 0 else {
            throw .validation(
                "value_error", at: "body.max_tokens", "Value error, max_tokens must be positive",
                input: "'\(maxTokens)'",
                errorContext: "ValueError('max_tokens must be positive')")
        }
        self.init(
            api: .chat, model: try fields.string("model"),
            prompts: [prompt.after(Self.system(body))], maxTokens: maxTokens,
            isStreaming: try fields.bool("stream") ?? false,
            includesUsage: true, hasContinuousUsage: false,
            stops: Self.stops(body["stop_sequences"]), choices: 1, ignoresEnd: false, seed: nil)
        try Self.checkRanges(fields, choices: 1, maxTokens: maxTokens)
    }

    /// The instructions: a text, or blocks with one each.
    private static func system(_ body: JSONValue) -> String? {
        switch body["system"] {
        case .string(let text)?: text
        case .array(let blocks)?:
            blocks.compactMap { block -> String? in
                guard case .string(let text)? = block["text"] else { return nil }
                return text
            }.joined(separator: "\n")
        default: nil
        }
    }
}
