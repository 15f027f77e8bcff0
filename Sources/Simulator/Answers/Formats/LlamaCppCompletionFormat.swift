import EngineModel

/// Writes the answers of `/completion` in the form of `llama-server`, build 11434.
///
/// A stream has no mark of its end but the event with `"stop":true`, which repeats the settings and
/// the prompt.
struct LlamaCppCompletionFormat: AnswerWriting {
    /// The parts all forms share.
    let common: AnswerFormat
    /// What was asked.
    let request: CompletionRequest

    var streamContentType: String { "text/event-stream" }

    func opening(choice: Int) -> String? { nil }

    func chunk(_ token: TokenPiece) -> String {
        var events = ""
        if !token.text.isEmpty {
            events += AnswerFormat.event(
                "{\"index\":\(token.choice),\"content\":\(JSONText.quoted(token.text)),"
                    + "\"tokens\":[\(Self.number(of: token.text))],\"stop\":false,\"id_slot\":-1,"
                    + "\"tokens_predicted\":\(common.told(token.tokens)),"
                    + "\"tokens_evaluated\":\(common.promptTokens)}")
        }
        guard let finish = token.finish else { return events }
        return events
            + AnswerFormat.event(
                last("", finish, token.stopReason, tokens: token.tokens, token.timings))
    }

    func ending(
        includesUsage: Bool, completionTokens: Int, timings: RequestTimings?
    ) -> String { "" }

    func failure(_ error: APIError) -> String {
        AnswerFormat.event(APIFace.llamaCpp.refusal(error, engine: .llamaCpp).json)
    }

    func body(_ answers: [AnswerPlan], timings: RequestTimings?) -> String {
        guard let answer = answers.first else { return "{}" }
        return last(
            answer.reasoning ?? answer.text, answer.finish, answer.stopReason,
            tokens: answer.outputTokens, timings)
    }

    /// A token's number in the vocabulary: the same for the same text.
    static func number(of text: String) -> UInt64 {
        text.utf8.reduce(5381) { ($0 &* 33 &+ UInt64($1)) % 128_256 }
    }

    // MARK: - Parts

    private func last(
        _ text: String, _ finish: FinishReason, _ stop: String?, tokens: Int,
        _ timings: RequestTimings?
    ) -> String {
        let prompt = request.prompts.first?.text ?? ""
        let kind =
            switch finish {
            case .length: "limit"
            case .stop: stop == nil ? "eos" : "word"
            default: "none"
            }
        let counts =
            common.usageFactor > 0
            ? "\"tokens_predicted\":\(common.told(tokens)),"
                + "\"tokens_evaluated\":\(common.promptTokens)," : ""
        return "{\"index\":0,\"content\":\(JSONText.quoted(text)),\"tokens\":[],\"id_slot\":0,"
            + "\"stop\":true,\"model\":\(JSONText.quoted(common.model)),\(counts)"
            + "\"generation_settings\":{\(settings)},\"prompt\":\(JSONText.quoted(prompt)),"
            + "\"has_new_line\":false,\"truncated\":false,\"stop_type\":\"\(kind)\","
            + "\"stopping_word\":\(JSONText.quoted(stop ?? "")),"
            + "\"tokens_cached\":\(common.promptTokens + tokens - 1)"
            + LlamaCppFormat.timings(timings) + "}"
    }

    private var settings: String {
        let limit = request.maxTokens ?? -1
        let stops = request.stops.map { JSONText.quoted($0) }.joined(separator: ",")
        return "\"seed\":\(request.seed ?? 4_294_967_295),\"temperature\":0.800000011920929,"
            + "\"dynatemp_range\":0.0,\"dynatemp_exponent\":1.0,\"top_k\":40,"
            + "\"top_p\":0.949999988079071,\"min_p\":0.05000000074505806,\"top_n_sigma\":-1.0,"
            + "\"xtc_probability\":0.0,\"xtc_threshold\":0.10000000149011612,\"typical_p\":1.0,"
            + "\"repeat_last_n\":64,\"repeat_penalty\":1.0,\"presence_penalty\":0.0,"
            + "\"frequency_penalty\":0.0,\"dry_multiplier\":0.0,\"dry_base\":1.75,"
            + "\"dry_allowed_length\":2,\"dry_penalty_last_n\":64,"
            + "\"dry_sequence_breakers\":[\"\\n\",\":\",\"\\\"\",\"*\"],\"mirostat\":0,"
            + "\"mirostat_tau\":5.0,\"mirostat_eta\":0.10000000149011612,"
            + "\"adaptive_target\":-1.0,\"adaptive_decay\":0.8999999761581421,"
            + "\"stop\":[\(stops)],\"max_tokens\":\(limit),\"n_predict\":\(limit),\"n_keep\":0,"
            + "\"n_discard\":0,\"ignore_eos\":\(request.ignoresEnd),"
            + "\"stream\":\(request.isStreaming),\"logit_bias\":[],\"n_probs\":0,\"min_keep\":0,"
            + "\"grammar\":\"\",\"grammar_lazy\":false,\"grammar_triggers\":[],"
            + "\"preserved_tokens\":[],\"chat_format\":\"Content-only\","
            + "\"reasoning_format\":\"deepseek\",\"reasoning_in_content\":false,"
            + "\"generation_prompt\":\"\",\"samplers\":[\"penalties\",\"dry\",\"top_n_sigma\","
            + "\"top_k\",\"typ_p\",\"top_p\",\"min_p\",\"xtc\",\"temperature\"],"
            + "\"speculative.types\":\"none\",\"timings_per_token\":false,"
            + "\"post_sampling_probs\":false,\"backend_sampling\":false,\"lora\":[]"
    }
}
