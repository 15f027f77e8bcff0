import EngineModel

/// What `/metrics` of Triton shows with the TensorRT-LLM backend: the core's counters in µs, and families whose meaning is in a label.
struct TritonDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }
    private var step: StepSummary? { metrics.lastStep }

    /// All families.
    var content: FamilyWriter {
        var writer = FamilyWriter(
            .plain, labels: [("model", snapshot.modelName), ("version", "1")])
        writeCore(&writer)
        writeBackend(&writer)
        writeLengths(&writer)
        writer.labels = [("gpu_uuid", GPUExporterDialect.uuid)]
        writeGPU(&writer)
        return writer
    }

    private func writeCore(_ writer: inout FamilyWriter) {
        let count = snapshot.answered
        writer.counter(
            "nv_inference_request_success",
            "Number of successful inference requests, all batch sizes", count)
        writer.counter(
            "nv_inference_request_failure",
            "Number of failed inference requests, all batch sizes",
            [
                (["reason": "REJECTED"], 0),
                (["reason": "CANCELED"], Double(metrics.finished(.abort))),
                (["reason": "BACKEND"], Double(metrics.finished(.error))),
                (
                    ["reason": "OTHER"],
                    Double(
                        snapshot.http.generationStatuses.filter {
                            (400..<500).contains($0.status)
                        }.reduce(0) { $0 + $1.count })
                ),
            ])
        writer.counter("nv_inference_count", "Number of inferences performed", count)
        writer.counter(
            "nv_inference_exec_count",
            "Number of model executions performed, not including cached requests", count)
        let times: [(String, String, Double)] = [
            (
                "request",
                "Cumulative inference request duration in microseconds (includes cached "
                    + "requests)", metrics.endToEnd.sum
            ),
            (
                "queue",
                "Cumulative inference queuing duration in microseconds (includes cached "
                    + "requests)", metrics.queueTime.sum
            ),
            (
                "compute_input",
                "Cumulative compute input duration in microseconds (does not "
                    + "include cached requests)",
                Double(metrics.endToEnd.count) * snapshot.configuration.costs.apiSeconds
            ),
            (
                "compute_infer",
                "Cumulative compute inference duration in microseconds (does not "
                    + "include cached requests)", metrics.inferenceTime.sum
            ),
            (
                "compute_output",
                "Cumulative inference compute output duration in microseconds "
                    + "(does not include cached requests)", 0
            ),
        ]
        for (name, help, seconds) in times {
            writer.counter(
                "nv_inference_\(name)_duration_us", help, (seconds * 1e6).rounded())
        }
        writer.gauge(
            "nv_inference_pending_request_count",
            "Instantaneous number of pending requests awaiting execution per-model.",
            Double(metrics.requestsWaiting))
        writeFirstResponse(&writer)
    }

    /// The only histogram of the core; it has to be switched on, and only decoupled models, which stream, have it.
    private func writeFirstResponse(_ writer: inout FamilyWriter) {
        guard snapshot.configuration.showsLatencyHistograms else { return }
        let seconds = metrics.timeToFirstToken.regrouped(
            DialectBounds.tritonFirstResponse.map { $0 / 1000 })
        writer.histogram(
            "nv_inference_first_response_histogram_ms",
            "Duration from request to first response in milliseconds",
            seconds.scaled(by: 1000))
    }

    private func writeBackend(_ writer: inout FamilyWriter) {
        let engine = snapshot.engine
        let used = Double(snapshot.usedBlocks)
        let blocks = Double(engine.kvBlocks)
        let scheduled = Double((step?.prefillRequests ?? 0) + (step?.decodingRequests ?? 0))
        func family(
            _ name: String, _ help: String, _ label: String, _ values: KeyValuePairs<String, Double>
        ) {
            writer.gauge(
                "nv_trt_llm_\(name)_metrics", help, values.map { ([label: $0.key], $0.value) })
        }
        family(
            "request", "TRT LLM request metrics", "request_type",
            [
                "waiting": Double(metrics.requestsWaiting),
                "context": Double(step?.prefillRequests ?? 0), "scheduled": scheduled,
                "max": Double(engine.maxNumSeqs), "active": Double(metrics.requestsRunning),
            ])
        family(
            "kv_cache_block", "TRT LLM KV cache block metrics", "kv_cache_block_type",
            [
                "fraction": metrics.kvCacheUsage, "tokens_per": Double(engine.blockSize),
                "used": used, "free": blocks - used, "max": blocks,
            ])
        family(
            "inflight_batcher", "TRT LLM inflight_batcher-specific metrics",
            "inflight_batcher_specific_metric",
            [
                "micro_batch_id": 0,
                "generation_requests": Double(step?.decodingRequests ?? 0),
                "total_context_tokens": Double(step?.prefillTokens ?? 0),
                "paused_requests": Double(metrics.requestsPreempted),
            ])
        family(
            "general", "General TRT LLM metrics", "general_type",
            [
                "iteration_counter": Double(metrics.steps),
                "timestamp": (snapshot.startUnixSeconds + snapshot.elapsedSeconds).rounded(.down),
            ])
    }

    private func writeLengths(_ writer: inout FamilyWriter) {
        guard metrics.requestPromptTokens.count > 0 else { return }
        writer.histogram(
            "nv_llm_input_token_len", "Histogram of input token lengths",
            [
                (
                    ["response_metric_type": "total_input_tokens"],
                    metrics.requestPromptTokens.regrouped(DialectBounds.tritonTokens)
                )
            ])
        writer.histogram(
            "nv_llm_output_token_len", "Histogram of output token lengths",
            [
                (
                    ["response_metric_type": "total_output_tokens"],
                    metrics.requestGenerationTokens.regrouped(DialectBounds.tritonTokens)
                )
            ])
    }

    private func writeGPU(_ writer: inout FamilyWriter) {
        let gpu = SimulatedGPU(snapshot)
        writer.gauge(
            "nv_gpu_utilization", "GPU utilization rate [0.0 - 1.0)", min(gpu.activeShare, 0.99))
        writer.gauge(
            "nv_gpu_memory_total_bytes", "GPU total memory, in bytes",
            gpu.memoryTotalMebibytes * 1_048_576)
        writer.gauge(
            "nv_gpu_memory_used_bytes", "GPU used memory, in bytes",
            gpu.memoryUsedMebibytes * 1_048_576)
        writer.gauge("nv_gpu_power_usage", "GPU power usage in watts", gpu.powerWatts)
        writer.gauge("nv_gpu_power_limit", "GPU power management limit in watts", gpu.powerLimit)
        writer.counter(
            "nv_energy_consumption",
            "GPU energy consumption in joules since the Triton Server started", gpu.energyJoules)
    }
}
