extension CompletionRequest {
    /// Tokens of an answer when nothing is said.
    private static let tgiDefaultTokens = 100

    /// Reads the body of a request to TGI's `/generate` or `/generate_stream`.
    ///
    /// - Parameters:
    ///   - bytes: The body.
    ///   - isStreaming: Whether the path is that of streams.
    /// - Throws: ``APIError`` with what TGI says.
    init(tgiBody bytes: [UInt8], isStreaming: Bool) throws(APIError) {
        let body = try Self.object(bytes)
        let fields = FieldReader(body: body)
        let options = FieldReader(
            body: body["parameters"] ?? .object([]), path: "body.parameters")
        guard let inputs = try fields.string("inputs") else {
            throw .badRequest("missing field `inputs`", parameter: "inputs")
        }
        guard !inputs.isEmpty else {
            throw .badRequest(
                "Input validation error: `inputs` cannot be empty", parameter: "inputs")
        }
        let maxTokens = try options.integer("max_new_tokens") ?? Self.tgiDefaultTokens
        guard maxTokens > 0 else {
            throw .badRequest(
                "Input validation error: `max_new_tokens` must be strictly positive",
                parameter: "max_new_tokens")
        }
        if let temperature = try options.double("temperature"), temperature <= 0 {
            throw .badRequest(
                "Input validation error: `temperature` must be strictly positive",
                parameter: "temperature")
        }
        self.init(
            api: .completions, model: nil, prompts: [Prompt(text: inputs)], maxTokens: maxTokens,
            isStreaming: isStreaming, includesUsage: true, hasContinuousUsage: false,
            stops: Self.stops(body["parameters"]?["stop"]), choices: 1, ignoresEnd: false,
            seed: try options.integer("seed"))
    }
}
