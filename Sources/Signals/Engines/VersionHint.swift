import Exposition

/// The range of releases that a metrics body is consistent with.
///
/// Read from names that came and went; a version that the server states itself beats it.
package struct VersionHint: Sendable, Hashable, CustomStringConvertible {
    /// The first release that has everything the body has.
    package let atLeast: String?
    /// The first release that lacks something the body has.
    package let below: String?

    package init?(atLeast: String?, below: String?) {
        guard atLeast != nil || below != nil else { return nil }
        self.atLeast = atLeast
        self.below = below
    }

    /// The hint of vLLM's series names and of their labels.
    init?(vllm families: [MetricFamily], labels: Set<String>) {
        let names = Set(families.map(\.name))
        func isPresent(_ mark: Mark) -> Bool {
            switch mark.trace {
            case .family(let name): names.contains(name)
            case .label(let name): labels.contains(name)
            }
        }
        self.init(
            atLeast: Self.vllmFirst.last(where: isPresent)?.release,
            below: Self.vllmGone.first(where: isPresent)?.release)
    }

    package var description: String {
        switch (atLeast, below) {
        case (let first?, let end?): "at least \(first), before \(end)"
        case (let first?, nil): "at least \(first)"
        case (nil, let end?): "before \(end)"
        case (nil, nil): "any release"
        }
    }

    /// Something in a body, and the release that it separates.
    private struct Mark {
        enum Trace {
            case family(String)
            case label(String)
        }

        let trace: Trace
        let release: String
    }

    /// What appeared in which release, oldest first.
    private static let vllmFirst: [Mark] = [
        Mark(trace: .family("vllm:request_success_total"), release: "0.4.2"),
        Mark(trace: .family("vllm:num_preemptions_total"), release: "0.4.3"),
        Mark(trace: .family("vllm:request_queue_time_seconds"), release: "0.6.4"),
        Mark(trace: .label("engine"), release: "0.8.3"),
        Mark(trace: .family("vllm:kv_cache_usage_perc"), release: "0.9.2"),
        Mark(trace: .family("vllm:inter_token_latency_seconds"), release: "0.10.2"),
        Mark(trace: .family("vllm:request_time_per_output_token_seconds"), release: "0.11.0"),
        Mark(trace: .family("vllm:engine_sleep_state"), release: "0.11.1"),
        Mark(trace: .family("vllm:request_prefill_kv_computed_tokens"), release: "0.13.0"),
        Mark(trace: .family("vllm:prompt_tokens_by_source_total"), release: "0.16.0"),
        Mark(trace: .family("vllm:num_requests_waiting_by_reason"), release: "0.20.0"),
        Mark(trace: .label("kv_cache_max_concurrency"), release: "0.24.0"),
        Mark(trace: .family("vllm:request_num_preemptions"), release: "0.30.0"),
        Mark(trace: .family("vllm:admission_rejections_total"), release: "0.32.0"),
    ]

    /// What was last seen before which release, oldest first; hidden names count as present.
    private static let vllmGone: [Mark] = [
        Mark(trace: .family("vllm:avg_generation_throughput_toks_per_s"), release: "0.7.0"),
        Mark(trace: .family("vllm:num_requests_swapped"), release: "0.9.1"),
        Mark(trace: .family("vllm:gpu_cache_usage_perc"), release: "0.12.0"),
        Mark(trace: .family("vllm:time_per_output_token_seconds"), release: "0.16.0"),
    ]
}
