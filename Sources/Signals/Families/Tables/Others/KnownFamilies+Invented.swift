extension KnownFamilies {
    fileprivate typealias Name = InventedName.Replacement

    private static let essay =
        "No inference engine exports it; only code of your own could."

    /// Names from published texts that nobody exports.
    package static let inventedNames: [InventedName] = engineSpellings + essayNames

    private static let engineSpellings: [InventedName] = [
        InventedName(
            name: "tgi_request_duration_seconds", instead: [Name(.tgi, "tgi_request_duration")],
            remark: "TGI's durations are seconds, and their names do not say so."),
        InventedName(
            name: "tgi_batch_inference_duration_seconds",
            instead: [Name(.tgi, "tgi_batch_inference_duration")],
            remark: "TGI's durations are seconds, and their names do not say so."),
        InventedName(
            name: "tgi_request_queue_duration_seconds",
            instead: [Name(.tgi, "tgi_request_queue_duration")],
            remark: "TGI's durations are seconds, and their names do not say so."),
        InventedName(
            name: "tgi_request_inference_duration_seconds",
            instead: [Name(.tgi, "tgi_request_inference_duration")],
            remark: "TGI's durations are seconds, and their names do not say so."),
        InventedName(
            name: "tgi_time_to_first_token_seconds", instead: [],
            remark: "TGI has no time to first token; a client has to measure it."),
    ]

    private static let essayNames: [InventedName] = [
        InventedName(
            name: "llm_ttft_seconds",
            instead: [
                Name(.vllm, "vllm:time_to_first_token_seconds"),
                Name(.sglang, "sglang:time_to_first_token_seconds"),
                Name(.dynamo, "dynamo_frontend_time_to_first_token_seconds"),
            ], remark: essay),
        InventedName(
            name: "llm_tbt_seconds",
            instead: [
                Name(.vllm, "vllm:inter_token_latency_seconds"),
                Name(.sglang, "sglang:inter_token_latency_seconds"),
                Name(.dynamo, "dynamo_frontend_inter_token_latency_seconds"),
            ], remark: essay),
        InventedName(
            name: "llm_request_duration_seconds",
            instead: [
                Name(.vllm, "vllm:e2e_request_latency_seconds"),
                Name(.sglang, "sglang:e2e_request_latency_seconds"),
                Name(.dynamo, "dynamo_frontend_request_duration_seconds"),
            ], remark: essay),
        InventedName(
            name: "llm_tokens_per_second",
            instead: [
                Name(.vllm, "vllm:generation_tokens_total"),
                Name(.sglang, "sglang:gen_throughput"),
                Name(.dynamo, "dynamo_frontend_output_tokens_total"),
            ], remark: essay),
        InventedName(
            name: "llm_error_total",
            instead: [
                Name(.vllm, "vllm:request_success_total"),
                Name(.dynamo, "dynamo_frontend_requests_total"),
            ], remark: essay + " vLLM tells failures in the label finished_reason."),
        InventedName(
            name: "llm_requests_total",
            instead: [
                Name(.vllm, "vllm:request_success_total"),
                Name(.sglang, "sglang:num_requests_total"),
                Name(.dynamo, "dynamo_frontend_requests_total"),
            ], remark: essay),
        InventedName(
            name: "llm_gpu_utilization", instead: [Name(.dcgm, "DCGM_FI_DEV_GPU_UTIL")],
            remark: essay + " DCGM's is a percentage."),
        InventedName(
            name: "llm_gpu_memory_used_bytes", instead: [Name(.dcgm, "DCGM_FI_DEV_FB_USED")],
            remark: essay + " DCGM counts MiB."),
        InventedName(
            name: "llm_kv_cache_utilization",
            instead: [
                Name(.vllm, "vllm:kv_cache_usage_perc"), Name(.sglang, "sglang:token_usage"),
                Name(.dynamo, "dynamo_component_gpu_cache_usage_percent"),
            ], remark: essay),
        InventedName(
            name: "llm_queue_depth",
            instead: [
                Name(.vllm, "vllm:num_requests_waiting"),
                Name(.sglang, "sglang:num_queue_reqs"),
            ], remark: essay),
        InventedName(
            name: "llm_batch_size",
            instead: [
                Name(.vllm, "vllm:num_requests_running"),
                Name(.sglang, "sglang:num_running_reqs"),
            ], remark: essay),
        InventedName(
            name: "llm_preemption_total",
            instead: [
                Name(.vllm, "vllm:num_preemptions_total"),
                Name(.sglang, "sglang:num_retracted_requests_total"),
            ], remark: essay + " No engine tells preemptions by reason."),
    ]
}
