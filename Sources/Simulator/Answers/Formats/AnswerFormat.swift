import EngineModel

/// Writes the bodies and stream events of one request, byte for byte in the form of vLLM 0.32.0.
struct AnswerFormat: AnswerWriting {
    /// Which API the request came through.
    let api: CompletionAPI
    /// `chatcmpl-` or `cmpl-` and 16 hexadecimal digits.
    let id: String
    /// Unix seconds.
    let created: Int
    /// The served model.
    let model: String
    /// Names the server's build.
    let fingerprint: String
    /// Tokens of the prompt.
    let promptTokens: Int
    /// Whether every chunk carries the usage so far.
    let hasContinuousUsage: Bool
    /// How many times the truth the usage says of the answers; 0 leaves usage out.
    var usageFactor = 1.0

    // MARK: - Stream

    var streamContentType: String { "text/event-stream; charset=utf-8" }

    /// The last event of a stream.
    static let done = "data: [DONE]\n\n"

    /// An event around a JSON text.
    static func event(_ json: String) -> String {
        "data: " + json + "\n\n"
    }

    /// The chunk that opens a choice; text completions have none.
    func opening(choice: Int) -> String? {
        guard api == .chat else { return nil }
        let choices =
            "[{\"index\":\(choice),\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
            + "\"logprobs\":null,\"finish_reason\":null}]"
        return Self.event(
            "{\(head("chat.completion.chunk")),\"choices\":\(choices)\(continuousUsage(0)),"
                + "\"prompt_token_ids\":null,\"prompt_text\":null}")
    }

    /// The chunk of one token; the last one names the server's build.
    func chunk(_ token: TokenPiece) -> String {
        let (choice, text, finish) = (token.choice, token.text, token.finish)
        let reason = JSONText.quotedOrNull(finish?.rawValue)
        let stop = JSONText.quotedOrNull(token.stopReason)
        let tail =
            continuousUsage(token.tokens) + (token.isLast ? "," + systemFingerprint : "")
        switch api {
        case .chat:
            let ending = finish == nil ? "" : "\"stop_reason\":\(stop),"
            return Self.event(
                "{\(head("chat.completion.chunk")),\"choices\":[{\"index\":\(choice),"
                    + "\"delta\":{\"\(token.isReasoning ? "reasoning" : "content")\":"
                    + "\(JSONText.quoted(text))},\"logprobs\":null,"
                    + "\"finish_reason\":\(reason),\(ending)\"token_ids\":null}]\(tail)}")
        case .completions:
            return Self.event(
                "{\(head("text_completion")),\"choices\":[{\"index\":\(choice),"
                    + "\"text\":\(JSONText.quoted(text)),\"logprobs\":null,"
                    + "\"finish_reason\":\(reason),\"stop_reason\":\(stop),"
                    + "\"prompt_token_ids\":null,\"token_ids\":null}]\(tail)}")
        }
    }

    func ending(
        includesUsage: Bool, completionTokens: Int, timings: RequestTimings?
    ) -> String {
        (includesUsage && usageFactor > 0 ? usageChunk(completionTokens: completionTokens) : "")
            + Self.done
    }

    func failure(_ error: APIError) -> String {
        Self.event(error.eventJSON) + Self.done
    }

    /// The chunk without choices that reports the usage at the end of a stream.
    private func usageChunk(completionTokens: Int) -> String {
        let object = api == .chat ? "chat.completion.chunk" : "text_completion"
        return Self.event(
            "{\(head(object)),\"choices\":[],\"usage\":{\(usage(completionTokens))},"
                + "\(systemFingerprint)}")
    }

    // MARK: - Whole answers

    /// The body of an answer that is not streamed.
    func body(_ answers: [AnswerPlan], timings: RequestTimings?) -> String {
        let choices = answers.enumerated().map { choice($1, index: $0) }.joined(separator: ",")
        let completionTokens = answers.reduce(0) { $0 + $1.outputTokens }
        let object = api == .chat ? "chat.completion" : "text_completion"
        let metrics = api == .chat ? ",\"metrics\":null" : ""
        let prompt =
            api == .chat
            ? "\"prompt_logprobs\":null,\"prompt_token_ids\":null,\"prompt_text\":null," : ""
        return "{\(head(object)),\"choices\":[\(choices)],\"service_tier\":null,"
            + "\(systemFingerprint),\"usage\":\(wholeUsage(completionTokens)),"
            + "\(prompt)\"kv_transfer_params\":null,"
            + "\"ec_transfer_params\":null\(metrics)}"
    }

    private func choice(_ answer: AnswerPlan, index: Int) -> String {
        let text = JSONText.quoted(answer.text)
        let ending =
            "\"logprobs\":null,\"finish_reason\":\(JSONText.quoted(answer.finish.rawValue)),"
            + "\"stop_reason\":\(JSONText.quotedOrNull(answer.stopReason)),\"token_ids\":null"
        switch api {
        case .chat:
            let content = answer.reasoning == nil ? text : "null"
            return "{\"index\":\(index),\"message\":{\"role\":\"assistant\",\"content\":\(content),"
                + "\"refusal\":null,\"annotations\":null,\"audio\":null,\"function_call\":null,"
                + "\"reasoning\":\(JSONText.quotedOrNull(answer.reasoning))},\(ending),\"routed_experts\":null}"
        case .completions:
            return "{\"index\":\(index),\"text\":\(text),\(ending),\"prompt_logprobs\":null,"
                + "\"prompt_token_ids\":null,\"routed_experts\":null}"
        }
    }

    // MARK: - Parts

    private func head(_ object: String) -> String {
        "\"id\":\"\(id)\",\"object\":\"\(object)\",\"created\":\(created),"
            + "\"model\":\(JSONText.quoted(model))"
    }

    private var systemFingerprint: String {
        "\"system_fingerprint\":\(JSONText.quoted(fingerprint))"
    }

    private func wholeUsage(_ completionTokens: Int) -> String {
        guard usageFactor > 0 else { return "null" }
        return "{\(usage(completionTokens)),\"prompt_tokens_details\":null,"
            + "\"completion_tokens_details\":null}"
    }

    /// What is told of a number of tokens.
    func told(_ tokens: Int) -> Int {
        usageFactor == 1 ? tokens : Int((Double(tokens) * usageFactor).rounded())
    }

    private func usage(_ tokens: Int) -> String {
        let completionTokens = told(tokens)
        return
            "\"prompt_tokens\":\(promptTokens),\"total_tokens\":\(promptTokens + completionTokens),"
            + "\"completion_tokens\":\(completionTokens)"
    }

    private func continuousUsage(_ tokens: Int) -> String {
        hasContinuousUsage && usageFactor > 0
            ? ",\"usage\":{\(usage(tokens)),\"completion_tokens_details\":null}" : ""
    }
}
