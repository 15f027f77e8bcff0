extension CompletionRequest {
    /// Reads the body of a request to llama.cpp's `/completion`.
    ///
    /// - Parameter bytes: The body.
    /// - Throws: ``APIError`` with what llama.cpp says.
    init(llamaCppBody bytes: [UInt8]) throws(APIError) {
        let body = try Self.object(bytes)
        let fields = FieldReader(body: body)
        guard let prompt = try fields.string("prompt") else {
            throw .badRequest(
                "[json.exception.out_of_range.403] key 'prompt' not found", parameter: "prompt")
        }
        let named = try fields.integer("n_predict")
        let other = try fields.integer("max_tokens")
        let wanted = named ?? other ?? -1
        guard wanted >= -1 else {
            throw .badRequest(
                "Field 'n_predict': Value must be between -1 <= value <= 2147483647, but got "
                    + "\(wanted)", parameter: "n_predict")
        }
        self.init(
            api: .completions, model: nil, prompts: [Prompt(text: prompt)],
            // The real server writes one token when it is asked for none.
            maxTokens: wanted < 0 ? nil : max(1, wanted),
            isStreaming: try fields.bool("stream") ?? false,
            includesUsage: true, hasContinuousUsage: false, stops: Self.stops(body["stop"]),
            choices: 1, ignoresEnd: try fields.bool("ignore_eos") ?? false,
            seed: try fields.integer("seed"))
    }
}
