import Exposition

/// A body of vLLM 0.32 with the series that health rules look at, written by hand.
struct EngineBody: Sendable {
    var running = 0.0
    var waiting = 0.0
    var kvCache = 0.1
    var preemptions = 0.0
    var tokens = 0.0
    var finished = 0.0
    var failed = 0.0
    var aborted = 0.0
    var rejected: Double?
    /// Observations by the upper bound of their bucket.
    var ttft: [Double: Double] = [:]
    var itl: [Double: Double] = [:]
    var e2e: [Double: Double] = [:]
    var queueTime: [Double: Double] = [:]
    var isAwake = true
    var processStart = 1_000.0
    /// Further lines.
    var extra = ""

    var families: [MetricFamily] {
        get throws { try ExpositionParser.parse(text.utf8) }
    }

    private var text: String {
        var lines = [
            "# TYPE process_start_time_seconds gauge", "process_start_time_seconds \(processStart)",
            "# TYPE vllm:num_requests_running gauge",
            "vllm:num_requests_running{engine=\"0\"} \(running)",
            "# TYPE vllm:num_requests_waiting gauge",
            "vllm:num_requests_waiting{engine=\"0\"} \(waiting)",
            "# TYPE vllm:kv_cache_usage_perc gauge",
            "vllm:kv_cache_usage_perc{engine=\"0\"} \(kvCache)",
            "# TYPE vllm:num_preemptions_total counter",
            "vllm:num_preemptions_total{engine=\"0\"} \(preemptions)",
            "# TYPE vllm:generation_tokens_total counter",
            "vllm:generation_tokens_total{engine=\"0\"} \(tokens)",
            "# TYPE vllm:engine_sleep_state gauge",
            "vllm:engine_sleep_state{engine=\"0\",sleep_state=\"awake\"} \(isAwake ? 1 : 0)",
            "# TYPE vllm:request_success_total counter",
        ]
        for (reason, count) in [("stop", finished), ("error", failed), ("abort", aborted)] {
            lines.append(
                "vllm:request_success_total{engine=\"0\",finished_reason=\"\(reason)\"} \(count)")
        }
        if let rejected {
            lines.append("# TYPE vllm:admission_rejections_total counter")
            lines.append(
                "vllm:admission_rejections_total{reason=\"max_num_queued_reqs\"} \(rejected)")
        }
        lines += Self.histogram(
            "vllm:time_to_first_token_seconds", ttft, bounds: [0.1, 0.5, 1, 2.5, 5, 10])
        lines += Self.histogram(
            "vllm:inter_token_latency_seconds", itl, bounds: [0.01, 0.05, 0.1, 0.15, 0.3])
        lines += Self.histogram(
            "vllm:e2e_request_latency_seconds", e2e, bounds: [0.3, 1, 2.5, 5, 10, 15, 30, 60])
        lines += Self.histogram(
            "vllm:request_queue_time_seconds", queueTime, bounds: [0.3, 1, 2.5, 5, 10])
        return lines.joined(separator: "\n") + "\n" + extra
    }

    /// Every observation lies at its bucket's upper bound, as far as the sum is concerned.
    private static func histogram(
        _ name: String, _ observed: [Double: Double], bounds: [Double]
    ) -> [String] {
        var lines = ["# TYPE \(name) histogram"]
        var total = 0.0
        for bound in bounds {
            total += observed[bound] ?? 0
            lines.append("\(name)_bucket{engine=\"0\",le=\"\(bound)\"} \(total)")
        }
        lines.append("\(name)_bucket{engine=\"0\",le=\"+Inf\"} \(total)")
        lines.append("\(name)_count{engine=\"0\"} \(total)")
        let sum = observed.reduce(0) { $0 + $1.key * $1.value }
        lines.append("\(name)_sum{engine=\"0\"} \(sum)")
        return lines
    }
}
