import EngineModel

extension VLLMDialect {
    /// What speculative decoding counts; real servers have it from 0.8.5 on, and only with speculation.
    func writeSpeculation(_ writer: inout FamilyWriter) {
        guard snapshot.engine.speculation != nil, isAtLeast("0.8.5") else { return }
        writer.counter(
            "vllm:spec_decode_num_drafts", "Number of spec decoding drafts.", metrics.drafts)
        writer.counter(
            "vllm:spec_decode_num_draft_tokens", "Number of draft tokens.", metrics.draftTokens)
        writer.counter(
            "vllm:spec_decode_num_accepted_tokens", "Number of accepted tokens.",
            metrics.acceptedTokens)
        writer.counter(
            "vllm:spec_decode_num_accepted_tokens_per_pos",
            "Accepted tokens per draft position.",
            metrics.acceptedTokensByPosition.enumerated().map {
                (["position": "\($0.offset)"], Double($0.element))
            })
    }

    /// Which adapters run and wait: the time of the last update as the value, the names as labels.
    ///
    /// Constellations of before stay on the page with their old time, so the largest value is the present one.
    func writeAdapters(_ writer: inout FamilyWriter) {
        guard let activities = snapshot.adapterActivities else { return }
        writer.gauge(
            "vllm:lora_requests_info", "Running stats on lora requests.", activities)
    }
}
