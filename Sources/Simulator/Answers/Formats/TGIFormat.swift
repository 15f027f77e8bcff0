import EngineModel

/// Writes the answers of TGI's own API as its documentation has them: one token an event, the last
/// one with the whole text, and no mark of the end.
struct TGIFormat: AnswerWriting {
    /// The parts all forms share.
    let common: AnswerFormat
    /// What the answers say as a whole.
    let texts: [String]

    var streamContentType: String { "text/event-stream" }

    func opening(choice: Int) -> String? { nil }

    func chunk(_ token: TokenPiece) -> String {
        // An answer that ends by itself ends with a token nobody is shown.
        let isEnd = token.finish == .stop && token.stopReason == nil
        let text = isEnd && token.text.isEmpty ? "</s>" : token.text
        let isSpecial = isEnd && token.text.isEmpty
        var ending = "\"generated_text\":null,\"details\":null"
        if let finish = token.finish {
            let whole = texts.indices.contains(token.choice) ? texts[token.choice] : ""
            ending =
                "\"generated_text\":\(JSONText.quoted(whole)),"
                + details(finish, token.stopReason, tokens: token.tokens, rest: inputLength)
        }
        return AnswerFormat.event(
            "{\"index\":\(token.tokens),\"token\":{\"id\":\(LlamaCppCompletionFormat.number(of: text)),"
                + "\"text\":\(JSONText.quoted(text)),\"logprob\":-0.5,\"special\":\(isSpecial)},"
                + ending + "}")
    }

    func ending(
        includesUsage: Bool, completionTokens: Int, timings: RequestTimings?
    ) -> String { "" }

    func failure(_ error: APIError) -> String {
        AnswerFormat.event(
            Self.error("Request failed during generation: \(error.message)", type: "generation"))
    }

    func body(_ answers: [AnswerPlan], timings: RequestTimings?) -> String {
        guard let answer = answers.first else { return "{}" }
        let text = answer.reasoning ?? answer.text
        return "{\"generated_text\":\(JSONText.quoted(text)),"
            + details(
                answer.finish, answer.stopReason, tokens: answer.outputTokens,
                rest: ",\"prefill\":[],\"tokens\":[]") + "}"
    }

    /// The body of a refusal, and what a failed stream ends with.
    static func error(_ message: String, type: String) -> String {
        "{\"error\":\(JSONText.quoted(message)),\"error_type\":\"\(type)\"}"
    }

    // MARK: - Parts

    private var inputLength: String { ",\"input_length\":\(common.promptTokens)" }

    private func details(
        _ finish: FinishReason, _ stop: String?, tokens: Int, rest: String
    ) -> String {
        let reason =
            switch finish {
            case .stop: stop == nil ? "eos_token" : "stop_sequence"
            default: finish.rawValue
            }
        guard common.usageFactor > 0 else {
            return "\"details\":{\"finish_reason\":\"\(reason)\",\"seed\":null}"
        }
        return "\"details\":{\"finish_reason\":\"\(reason)\","
            + "\"generated_tokens\":\(common.told(tokens)),\"seed\":null\(rest)}"
    }
}
