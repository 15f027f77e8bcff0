/// The series that dashboards and rules ask for.
enum DeclaredSeries {
    /// Those of a dashboard that was made for the release.
    static func right(for release: SimulatedRelease) -> [String] {
        let isCurrent = release.engine == .vllm && release.isAtLeast("0.11.0")
        return [
            "vllm:num_requests_running", "vllm:num_requests_waiting", cacheUsage(isCurrent),
            "vllm:time_to_first_token_seconds_bucket", gaps(isCurrent),
            "vllm:request_success_total", "vllm:num_preemptions_total",
        ]
    }

    /// The fill of the KV cache under its name before and since 0.11.
    static func cacheUsage(_ isCurrent: Bool) -> String {
        isCurrent ? "vllm:kv_cache_usage_perc" : "vllm:gpu_cache_usage_perc"
    }

    /// The gaps between tokens under their name before and since 0.11.
    static func gaps(_ isCurrent: Bool) -> String {
        isCurrent
            ? "vllm:inter_token_latency_seconds_bucket"
            : "vllm:time_per_output_token_seconds_bucket"
    }
}
