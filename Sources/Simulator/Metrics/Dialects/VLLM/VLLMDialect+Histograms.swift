import EngineModel

extension VLLMDialect {
    func writeLengths(_ writer: inout FamilyWriter) {
        let lengths = HistogramBounds.lengths(upTo: snapshot.engine.maxModelLen)
        writer.histogram(
            "vllm:request_prompt_tokens", "Number of prefill tokens processed.",
            metrics.requestPromptTokens, lengths)
        writer.histogram(
            "vllm:request_generation_tokens", "Number of generation tokens processed.",
            metrics.requestGenerationTokens, lengths)
        writer.histogram(
            "vllm:iteration_tokens_total",
            "Histogram of number of tokens per engine_step.", metrics.iterationTokens,
            isAtLeast("0.8.5") ? DialectBounds.vllmStepTokens : DialectBounds.vllmGraphSizes)
        writer.histogram(
            "vllm:request_max_num_generation_tokens",
            "Histogram of maximum number of requested generation tokens.",
            snapshot.http.longestAnswer, lengths)
        writer.histogram(
            "vllm:request_params_n", "Histogram of the n request parameter.",
            snapshot.http.choices)
        writer.histogram(
            "vllm:request_params_max_tokens", "Histogram of the max_tokens request parameter.",
            metrics.requestMaxTokens, lengths)
    }

    func writeLatencies(_ writer: inout FamilyWriter) {
        let isLong = isAtLeast("0.8.4")
        let gaps = isLong ? DialectBounds.vllmGap : DialectBounds.vllmGapOld
        let phases = isLong ? DialectBounds.vllmPhase : DialectBounds.vllmPhaseOld
        writer.histogram(
            "vllm:time_to_first_token_seconds", "Histogram of time to first token in seconds.",
            metrics.timeToFirstToken,
            isLong ? DialectBounds.vllmFirstToken : DialectBounds.vllmFirstTokenOld)
        if !isAtLeast("0.12") {
            writer.histogram(
                "vllm:time_per_output_token_seconds",
                "Histogram of time per output token in seconds."
                    + (isAtLeast("0.11.0")
                        ? "DEPRECATED: Use vllm:inter_token_latency_seconds instead." : ""),
                metrics.interTokenLatency, gaps)
        }
        if isAtLeast("0.10.2") {
            writer.histogram(
                "vllm:inter_token_latency_seconds",
                "Histogram of inter-token latency in seconds.", metrics.interTokenLatency, gaps)
        }
        if isAtLeast("0.11.0") {
            writer.histogram(
                "vllm:request_time_per_output_token_seconds",
                "Histogram of time_per_output_token_seconds per request.",
                metrics.timePerOutputToken, gaps)
        }
        writer.histogram(
            "vllm:e2e_request_latency_seconds", "Histogram of e2e request latency in seconds.",
            metrics.endToEnd, phases)
        for (name, phase, observed) in [
            ("queue", "WAITING", metrics.queueTime),
            ("inference", "RUNNING", metrics.inferenceTime),
            ("prefill", "PREFILL", metrics.prefillTime),
            ("decode", "DECODE", metrics.decodeTime),
        ] {
            writer.histogram(
                "vllm:request_\(name)_time_seconds",
                "Histogram of time spent in \(phase) phase for request.", observed, phases)
        }
    }

    func writeRequestHistograms(_ writer: inout FamilyWriter) {
        if isAtLeast("0.30") {
            writer.histogram(
                "vllm:request_num_preemptions",
                "Histogram of the number of times a request was preempted.",
                metrics.requestPreemptions)
        }
        if isAtLeast("0.13") {
            writer.histogram(
                "vllm:request_prefill_kv_computed_tokens",
                "Histogram of new KV tokens computed during prefill (excluding cached tokens).",
                metrics.prefillComputedTokens,
                HistogramBounds.lengths(upTo: snapshot.engine.maxModelLen))
        }
    }
}
