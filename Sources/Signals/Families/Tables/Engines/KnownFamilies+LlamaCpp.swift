extension KnownFamilies {
    private static let draft = FamilyDraft(exporter: .llamacpp, prefix: "llamacpp:")

    /// `llama-server --metrics`; no histograms, and no labels but a router's `model`.
    static let llamacpp: [KnownFamily] = [
        draft.counter("prompt_tokens_total", .tokens, note: "Without cached tokens."),
        draft.counter("prompt_tokens_cached_total", .tokens, .since(v(6701))),
        draft.counter("prompt_seconds_total", .seconds),
        draft.counter("tokens_predicted_total", .tokens),
        draft.counter("tokens_predicted_seconds_total", .seconds),
        draft.counter("n_decode_total", .events),
        draft.gauge(
            "n_busy_slots_per_decode", .requests,
            note: "A mean since the start, typed as a counter by older builds."),
        draft.gauge(
            "n_past_max", .tokens, .from(nil, gone: v(6701)), to: ["n_tokens_max"],
            note: "A high-water mark, typed as a counter."),
        draft.gauge(
            "n_tokens_max", .tokens, .since(v(6701)),
            note: "A high-water mark, typed as a counter."),
        draft.gauge(
            "prompt_tokens_seconds", .tokensPerSecond,
            note: "Averaged since the previous scrape, whoever made it: use the counters."),
        draft.gauge(
            "predicted_tokens_seconds", .tokensPerSecond,
            note: "Averaged since the previous scrape, whoever made it: use the counters."),
        draft.gauge("requests_processing", .requests),
        draft.gauge("requests_deferred", .requests),
        draft.gauge(
            "kv_cache_usage_ratio", .ratio, .from(nil, gone: v(6700)),
            note: "It was removed in May 2025 and nothing replaces it."),
        draft.gauge(
            "kv_cache_tokens", .tokens, .from(nil, gone: v(6700)),
            note: "It was removed in May 2025 and nothing replaces it."),
        draft.counter("spec_decode_num_draft_tokens_total", .tokens),
        draft.counter("spec_decode_num_accepted_tokens_total", .tokens),
        draft.counter("spec_decode_num_drafts_total", .events),
        draft.counter(
            "spec_decode_num_accepted_tokens_per_pos_total", .tokens, plus: ["position"]),
    ].map {
        var family = $0
        family.labels.append("model")
        return family
    }
}
