import EngineModel

/// Writes the answers of Ollama's own API: one JSON object per line, the last with times in nanoseconds.
struct OllamaFormat: AnswerWriting {
    /// Whether it answers `/api/chat` rather than `/api/generate`.
    let isChat: Bool
    /// The served model.
    let model: String
    /// When the answer was begun, in Unix seconds; the lines carry it and the time since.
    let startUnixSeconds: Double

    var streamContentType: String { "application/x-ndjson" }

    func opening(choice: Int) -> String? { nil }

    func chunk(_ token: TokenPiece) -> String {
        var lines = ""
        if !token.text.isEmpty {
            let part = token.isReasoning ? thinking(token.text) : content(token.text)
            lines += "{\(head),\(part),\"done\":false}\n"
        }
        if let finish = token.finish {
            lines += last(finish, text: "", timings: token.timings) + "\n"
        }
        return lines
    }

    func ending(
        includesUsage: Bool, completionTokens: Int, timings: RequestTimings?
    ) -> String { "" }

    func failure(_ error: APIError) -> String {
        Self.refusal(error) + "\n"
    }

    func body(_ answers: [AnswerPlan], timings: RequestTimings?) -> String {
        guard let answer = answers.first else { return "{}" }
        return last(answer.finish, text: answer.text, timings: timings)
    }

    /// The body of a refusal.
    static func refusal(_ error: APIError) -> String {
        "{\"error\":\(JSONText.quoted(error.message))}"
    }

    // MARK: - Parts

    private var head: String {
        "\"model\":\(JSONText.quoted(model)),"
            + "\"created_at\":\"\(UTCTime(unixSeconds: startUnixSeconds).iso)\""
    }

    private func content(_ text: String) -> String {
        isChat
            ? "\"message\":{\"role\":\"assistant\",\"content\":\(JSONText.quoted(text))}"
            : "\"response\":\(JSONText.quoted(text))"
    }

    private func thinking(_ text: String) -> String {
        isChat
            ? "\"message\":{\"role\":\"assistant\",\"content\":\"\","
                + "\"thinking\":\(JSONText.quoted(text))}"
            : "\"response\":\"\",\"thinking\":\(JSONText.quoted(text))"
    }

    /// The object that ends an answer; loading a model that is loaded takes what the API server takes.
    private func last(_ finish: FinishReason, text: String, timings: RequestTimings?) -> String {
        var line =
            "{\(head),\(content(text)),\"done\":true,\"done_reason\":\(JSONText.quoted(finish.rawValue))"
        if let timings {
            func nanoseconds(_ seconds: Double) -> Int { Int((seconds * 1e9).rounded()) }
            line +=
                ",\"total_duration\":\(nanoseconds(timings.lastTokenSeconds - timings.arrivalSeconds))"
                + ",\"load_duration\":\(nanoseconds(timings.readySeconds - timings.arrivalSeconds))"
                + ",\"prompt_eval_count\":\(timings.promptTokens)"
                + ",\"prompt_eval_duration\":"
                + "\(nanoseconds(timings.firstTokenSeconds - timings.scheduledSeconds))"
                + ",\"eval_count\":\(timings.outputTokens)"
                + ",\"eval_duration\":"
                + "\(nanoseconds(timings.lastTokenSeconds - timings.firstTokenSeconds))"
        }
        return line + "}"
    }
}
