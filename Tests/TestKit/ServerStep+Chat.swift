/// Events and whole answers of OpenAI's chat completions, in the form that vLLM sends them.
extension ServerStep {
    /// Sends the event that opens an answer: a role, no text.
    ///
    /// - Parameter model: The model's name.
    /// - Returns: The step.
    package static func chatRole(model: String = "m") -> ServerStep {
        event(chatJSON(model: model, delta: #"{"role":"assistant","content":""}"#, finish: nil))
    }

    /// Sends one piece of an answer.
    ///
    /// - Parameters:
    ///   - text: The piece, without characters that JSON escapes.
    ///   - model: The model's name.
    /// - Returns: The step.
    package static func chatToken(_ text: String, model: String = "m") -> ServerStep {
        event(chatJSON(model: model, delta: #"{"content":"\#(text)"}"#, finish: nil))
    }

    /// Sends the event that says why the answer ends.
    ///
    /// - Parameters:
    ///   - reason: The finish reason.
    ///   - model: The model's name.
    /// - Returns: The step.
    package static func chatFinish(_ reason: String = "stop", model: String = "m") -> ServerStep {
        event(chatJSON(model: model, delta: "{}", finish: reason))
    }

    /// Sends the token counts of an answer.
    ///
    /// - Parameters:
    ///   - prompt: Tokens of the prompt.
    ///   - completion: Tokens generated.
    /// - Returns: The step.
    package static func chatUsage(prompt: Int, completion: Int) -> ServerStep {
        let counts =
            #"{"prompt_tokens":\#(prompt),"total_tokens":\#(prompt + completion),"#
            + #""completion_tokens":\#(completion)}"#
        return event(
            #"{"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[],"usage":\#(counts)}"#
        )
    }

    /// Sends OpenAI's end mark.
    package static var done: ServerStep { event("[DONE]") }

    /// Sends OpenAI's end mark and the end of the body in one write, so that a client sees both at
    /// once and the connection is free when its answer is complete.
    package static var doneAndEnd: ServerStep { .text("e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n") }

    private static func chatJSON(model: String, delta: String, finish: String?) -> String {
        let reason = finish.map { "\"\($0)\"" } ?? "null"
        return #"{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"#
            + #""model":"\#(model)","choices":[{"index":0,"delta":\#(delta),"#
            + #""logprobs":null,"finish_reason":\#(reason)}]}"#
    }
}

extension [ServerStep] {
    /// A whole good answer in one script: waits for a request, streams the words, finish reason,
    /// token counts and end mark, and ends the body.
    ///
    /// - Parameters:
    ///   - words: The pieces of the answer, one event each.
    ///   - promptTokens: The prompt tokens to report.
    ///   - model: The model's name.
    /// - Returns: The steps; repeat them for more answers on the connection.
    package static func chatAnswer(
        _ words: [String] = ["Hello", " world"], promptTokens: Int = 7, model: String = "m"
    ) -> [ServerStep] {
        [.awaitRequest, .eventStreamHead(), .chatRole(model: model)]
            + words.map { .chatToken($0, model: model) }
            + [
                .chatFinish(model: model),
                .chatUsage(prompt: promptTokens, completion: words.count),
                .doneAndEnd,
            ]
    }
}
