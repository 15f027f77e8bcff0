import EngineModel

extension SGLangDialect {
    /// Speculation and adapters, where they are switched on.
    ///
    /// Real servers without speculation have its gauges too, at 0; here they are left out, as a 0 reads like a bad share.
    func writeFeatures(_ writer: inout FamilyWriter) {
        if snapshot.engine.speculation != nil {
            let recent = recentDrafts
            writer.gauge(
                "sglang:spec_accept_length",
                "The average acceptance length of speculative decoding.",
                recent.drafts == 0 ? 0 : 1 + recent.accepted / recent.drafts)
            if isAtLeast("0.5.4") {
                writer.gauge(
                    "sglang:spec_accept_rate",
                    "The average acceptance rate of speculative decoding.",
                    recent.drafted == 0 ? 0 : recent.accepted / recent.drafted)
            }
        }
        if let limits = snapshot.engine.adapters, isAtLeast("0.5.7") {
            let used = Double(Set(metrics.adapterActivities.last?.running ?? []).count)
            writer.gauge(
                "sglang:lora_pool_slots_used", "Number of LoRA adapter slots in use.", used)
            writer.gauge(
                "sglang:lora_pool_slots_total", "Number of LoRA adapter slots.",
                Double(limits.maxLoras))
            writer.gauge(
                "sglang:lora_pool_utilization", "Used share of the LoRA adapter slots.",
                used / Double(limits.maxLoras))
        }
    }

    /// Drafts since the last scrape; the real server averages over its own interval of logging.
    private var recentDrafts: (drafts: Double, drafted: Double, accepted: Double) {
        let before = snapshot.earlier?.metrics
        return (
            Double(metrics.drafts - (before?.drafts ?? 0)),
            Double(metrics.draftTokens - (before?.draftTokens ?? 0)),
            Double(metrics.acceptedTokens - (before?.acceptedTokens ?? 0))
        )
    }
}
