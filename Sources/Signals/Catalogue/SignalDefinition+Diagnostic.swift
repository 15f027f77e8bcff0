extension SignalDefinition {
    /// What explains latency and load.
    static let diagnostic: [SignalDefinition] = [
        SignalDefinition(
            .prefillTime, "prefill time", .diagnostic, .histogram, .seconds, worse: .higher,
            "From the first execution batch to the first token: computing the prompt."),
        SignalDefinition(
            .decodeTime, "decode time", .diagnostic, .histogram, .seconds, worse: .higher,
            "From the first token to the last."),
        SignalDefinition(
            .swapped, "swapped requests", .diagnostic, .gauge, .requests, worse: .higher,
            "Requests whose KV cache lies in main memory. Only vLLM's first engine swaps; its "
                + "present one computes again instead.",
            ranges: SignalRanges(
                .maximum, warningAbove: 0,
                source: "A swapped request waits for its KV cache to come back.")),
        SignalDefinition(
            .kvCacheTokens, "KV-cache capacity", .diagnostic, .gauge, .tokens, worse: .lower,
            "Tokens that the KV cache holds."),
        SignalDefinition(
            .slotLimit, "slot limit", .diagnostic, .gauge, .requests, worse: .neither,
            "Requests that the engine executes at the same time at most. Most engines export it "
                + "nowhere; `firstlight limits` finds it."),
        SignalDefinition(
            .prefixCacheHits, "prefix-cache hits", .diagnostic, .counter, .tokensOrBlocks,
            worse: .lower, "Prompt found in the prefix cache."),
        SignalDefinition(
            .prefixCacheQueries, "prefix-cache queries", .diagnostic, .counter, .tokensOrBlocks,
            worse: .neither, "Prompt looked up in the prefix cache."),
        SignalDefinition(
            .prefixCacheHitRate, "prefix-cache hit rate", .diagnostic, .share, .ratio,
            worse: .lower,
            "Share of the prompt that was found in the prefix cache. What is good depends on how "
                + "much the prompts have in common."),
        SignalDefinition(
            .speculativeAcceptance, "speculative acceptance", .diagnostic, .share, .ratio,
            worse: .lower, "Share of the drafted tokens that the model accepted.",
            ranges: SignalRanges(
                .value, warningBelow: 0.5, criticalBelow: 0.2, judges: false,
                source: "Below about a half the drafts of common settings stop paying for "
                    + "themselves; the break-even of a model has to be measured."),
            alert: .lowSpeculativeAcceptance),
        SignalDefinition(
            .promptLength, "prompt length", .diagnostic, .histogram, .tokens, worse: .neither,
            "Tokens of a request's prompt."),
        SignalDefinition(
            .generationLength, "answer length", .diagnostic, .histogram, .tokens, worse: .neither,
            "Tokens generated for a request."),
        SignalDefinition(
            .loraSlotUsage, "LoRA slot usage", .diagnostic, .gauge, .ratio, worse: .higher,
            "Share of the adapter slots in use; a full pool loads and unloads adapters."),
    ]
}
