import EngineModel

/// Writes the bodies and stream events of `/v1/messages` in the form of vLLM 0.32.0, or of
/// `llama-server`, build 11434.
///
/// They differ in the order of members, and in that llama.cpp tells the prompt tokens of its prefix
/// cache at the start of a stream and no prompt tokens at its end.
struct AnthropicFormat: AnswerWriting {
    /// The parts all forms share.
    let common: AnswerFormat
    /// Whether it is that of llama.cpp.
    let isLlamaCpp: Bool
    /// Whether the answer is all reasoning.
    let isReasoning: Bool

    var streamContentType: String {
        isLlamaCpp ? "text/event-stream" : common.streamContentType
    }

    func opening(choice: Int) -> String? {
        let usage =
            common.usageFactor > 0 ? ",\"usage\":{\(input(cached: 0)),\"output_tokens\":0}" : ""
        let message =
            "{\(head),\"content\":[],\"model\":\(JSONText.quoted(common.model)),"
            + "\"stop_reason\":null,\"stop_sequence\":null\(usage)}"
        let block = isReasoning ? "\"thinking\",\"thinking\":\"\"" : "\"text\",\"text\":\"\""
        return event("message_start", ",\"message\":\(message)")
            + event("content_block_start", indexed("\"content_block\":{\"type\":\(block)}"))
    }

    func chunk(_ token: TokenPiece) -> String {
        var events = ""
        if !token.text.isEmpty {
            let kind = token.isReasoning ? "thinking" : "text"
            let delta =
                "\"delta\":{\"type\":\"\(kind)_delta\",\"\(kind)\":\(JSONText.quoted(token.text))}"
            events += event("content_block_delta", indexed(delta))
        }
        guard let finish = token.finish else { return events }
        let prompt = isLlamaCpp ? "" : input(cached: token.timings?.cachedTokens ?? 0) + ","
        let usage =
            common.usageFactor > 0
            ? ",\"usage\":{\(prompt)\"output_tokens\":\(common.told(token.tokens))}" : ""
        return events + event("content_block_stop", ",\"index\":0")
            + event(
                "message_delta",
                ",\"delta\":{\(stop(finish, token.stopReason, tellsNull: true))}\(usage)")
    }

    func ending(
        includesUsage: Bool, completionTokens: Int, timings: RequestTimings?
    ) -> String {
        event("message_stop", "")
    }

    func failure(_ error: APIError) -> String {
        event(
            "error",
            ",\"error\":{\"type\":\"internal_error\",\"message\":\(JSONText.quoted(error.message))}"
        )
    }

    func body(_ answers: [AnswerPlan], timings: RequestTimings?) -> String {
        guard let answer = answers.first else { return "{}" }
        let content =
            answer.reasoning.map { "\"thinking\",\"thinking\":\(JSONText.quoted($0))" }
            ?? "\"text\",\"text\":\(JSONText.quoted(answer.text))"
        let usage =
            common.usageFactor > 0
            ? ",\"usage\":{\(input(cached: timings?.cachedTokens ?? 0)),"
                + "\"output_tokens\":\(common.told(answer.outputTokens))}" : ""
        return "{\(head),\"content\":[{\"type\":\(content)}],"
            + "\"model\":\(JSONText.quoted(common.model)),"
            + "\(stop(answer.finish, answer.stopReason, tellsNull: isLlamaCpp))\(usage)}"
    }

    // MARK: - Parts

    private func event(_ type: String, _ members: String) -> String {
        "event: \(type)\n" + AnswerFormat.event("{\"type\":\"\(type)\"\(members)}")
    }

    private func indexed(_ member: String) -> String {
        isLlamaCpp ? ",\"index\":0,\(member)" : ",\(member),\"index\":0"
    }

    private var head: String {
        "\"id\":\"\(common.id)\",\"type\":\"message\",\"role\":\"assistant\""
    }

    private func input(cached: Int) -> String {
        let input = "\"input_tokens\":\(common.promptTokens - cached)"
        if isLlamaCpp { return "\"cache_read_input_tokens\":\(cached),\(input)" }
        return cached > 0 ? "\(input),\"cache_read_input_tokens\":\(cached)" : input
    }

    private func stop(_ finish: FinishReason, _ string: String?, tellsNull: Bool) -> String {
        let reason =
            switch finish {
            case .length: "max_tokens"
            case .stop: string == nil ? "end_turn" : "stop_sequence"
            default: finish.rawValue
            }
        let sequence =
            tellsNull || string != nil
            ? ",\"stop_sequence\":\(JSONText.quotedOrNull(string))" : ""
        return "\"stop_reason\":\"\(reason)\"\(sequence)"
    }
}
