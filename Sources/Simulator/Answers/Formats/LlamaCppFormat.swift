import EngineModel

/// Writes the bodies and stream events of one request in the form of `llama-server`, build 11434.
///
/// The last chunk tells where the time went: the only latencies this server speaks of.
struct LlamaCppFormat: AnswerWriting {
    /// The parts both forms share.
    let common: AnswerFormat

    var streamContentType: String { "text/event-stream" }

    func opening(choice: Int) -> String? {
        guard common.api == .chat else { return nil }
        return event(
            "{\"finish_reason\":null,\"index\":\(choice),"
                + "\"delta\":{\"role\":\"assistant\",\"content\":null}}")
    }

    func chunk(_ token: TokenPiece) -> String {
        let text = JSONText.quoted(token.text)
        let member = token.isReasoning ? "reasoning_content" : "content"
        let content =
            common.api == .chat
            ? "\"index\":\(token.choice),\"delta\":{\"\(member)\":\(text)}}"
            : "\"text\":\(text),\"index\":\(token.choice),\"logprobs\":null}"
        var events = ""
        if !token.text.isEmpty {
            events += event("{\"finish_reason\":null," + content)
        }
        guard let finish = token.finish else { return events }
        let reason = JSONText.quoted(finish.rawValue)
        let end =
            common.api == .chat
            ? "{\"finish_reason\":\(reason),\"index\":\(token.choice),\"delta\":{}}"
            : "{\"text\":\"\",\"index\":\(token.choice),\"logprobs\":null,"
                + "\"finish_reason\":\(reason)}"
        let usage = common.api == .chat ? "" : usage(token.tokens, token.timings)
        let timings = token.isLast || common.api == .completions ? Self.timings(token.timings) : ""
        return events + event(end, tail: usage + timings)
    }

    func ending(
        includesUsage: Bool, completionTokens: Int, timings: RequestTimings?
    ) -> String {
        guard includesUsage, common.api == .chat else { return AnswerFormat.done }
        return event("", tail: usage(completionTokens, timings) + Self.timings(timings))
            + AnswerFormat.done
    }

    func failure(_ error: APIError) -> String {
        AnswerFormat.event(error.json) + AnswerFormat.done
    }

    func body(_ answers: [AnswerPlan], timings: RequestTimings?) -> String {
        let choices = answers.enumerated().map { index, answer in
            let text = JSONText.quoted(answer.text)
            let reason = JSONText.quoted(answer.finish.rawValue)
            let reasoning =
                answer.reasoning.map { ",\"reasoning_content\":\(JSONText.quoted($0))" } ?? ""
            return common.api == .chat
                ? "{\"finish_reason\":\(reason),\"index\":\(index),"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\(text)\(reasoning)}}"
                : "{\"text\":\(text),\"index\":\(index),\"logprobs\":null,"
                    + "\"finish_reason\":\(reason)}"
        }
        let tokens = answers.reduce(0) { $0 + $1.outputTokens }
        let object = common.api == .chat ? "chat.completion" : "text_completion"
        return "{\"choices\":[\(choices.joined(separator: ","))],"
            + head(object) + usage(tokens, timings) + Self.timings(timings) + "}"
    }

    // MARK: - Parts

    private func event(_ choice: String, tail: String = "") -> String {
        let object = common.api == .chat ? "chat.completion.chunk" : "text_completion"
        return AnswerFormat.event("{\"choices\":[\(choice)]," + head(object) + tail + "}")
    }

    private func head(_ object: String) -> String {
        "\"created\":\(common.created),\"id\":\"\(common.id)\","
            + "\"model\":\(JSONText.quoted(common.model)),"
            + "\"system_fingerprint\":\(JSONText.quoted(common.fingerprint)),"
            + "\"object\":\"\(object)\""
    }

    private func usage(_ tokens: Int, _ timings: RequestTimings?) -> String {
        guard common.usageFactor > 0 else { return "" }
        let completionTokens = common.told(tokens)
        return ",\"usage\":{\"completion_tokens\":\(completionTokens),"
            + "\"prompt_tokens\":\(common.promptTokens),"
            + "\"total_tokens\":\(common.promptTokens + completionTokens),"
            + "\"prompt_tokens_details\":{\"cached_tokens\":\(timings?.cachedTokens ?? 0)}}"
    }

    /// Where the time went, with the comma before it.
    static func timings(_ timings: RequestTimings?) -> String {
        guard let timings else { return "" }
        let computed = timings.promptTokens - timings.cachedTokens
        let promptMilliseconds = (timings.firstTokenSeconds - timings.scheduledSeconds) * 1000
        let milliseconds = (timings.lastTokenSeconds - timings.firstTokenSeconds) * 1000
        let later = Double(timings.outputTokens - 1)
        return ",\"timings\":{\"cache_n\":\(timings.cachedTokens),\"prompt_n\":\(computed),"
            + "\"prompt_ms\":\(promptMilliseconds),"
            + "\"prompt_per_token_ms\":\(ratio(promptMilliseconds, Double(computed))),"
            + "\"prompt_per_second\":\(ratio(Double(computed) * 1000, promptMilliseconds)),"
            + "\"predicted_n\":\(timings.outputTokens),\"predicted_ms\":\(milliseconds),"
            + "\"predicted_per_token_ms\":\(ratio(milliseconds, later)),"
            + "\"predicted_per_second\":\(ratio(later * 1000, milliseconds))}"
    }

    private static func ratio(_ above: Double, _ below: Double) -> Double {
        below > 0 ? above / below : 0
    }
}
