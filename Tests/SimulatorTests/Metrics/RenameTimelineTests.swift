import EngineModel
import Exposition
import Simulator
import Testing

/// When vLLM and SGLang got, renamed and lost their series.
@Suite struct RenameTimelineTests {
    /// A release, names it has and names it does not have.
    struct Step: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        let version: String
        let has: [String]
        let lacks: [String]
        var testDescription: String { "\(engine.rawValue) \(version)" }
    }

    static let steps: [Step] = [
        Step(
            engine: .vllmV0, version: "0.6.6",
            has: [
                "vllm:num_requests_swapped", "vllm:cpu_cache_usage_perc",
                "vllm:gpu_prefix_cache_hit_rate", "vllm:time_in_queue_requests",
                "vllm:avg_generation_throughput_toks_per_s",
            ],
            lacks: [
                "vllm:gpu_prefix_cache_hits_total", "vllm:inter_token_latency_seconds",
                "vllm:prompt_tokens_created", "http_requests_total",
            ]),
        Step(
            engine: .vllmV0, version: "0.7.0", has: ["vllm:tokens_total"],
            lacks: ["vllm:avg_generation_throughput_toks_per_s"]),
        Step(
            engine: .vllm, version: "0.8.5",
            has: [
                "vllm:gpu_cache_usage_perc", "vllm:gpu_prefix_cache_hits_total",
                "vllm:time_per_output_token_seconds", "vllm:request_params_max_tokens",
                "http_requests_total",
            ],
            lacks: ["vllm:kv_cache_usage_perc", "vllm:num_requests_swapped"]),
        Step(
            engine: .vllm, version: "0.9.2",
            has: [
                "vllm:gpu_cache_usage_perc", "vllm:kv_cache_usage_perc",
                "vllm:gpu_prefix_cache_hits_total", "vllm:prefix_cache_hits_total",
            ],
            lacks: ["vllm:inter_token_latency_seconds"]),
        Step(
            engine: .vllm, version: "0.10.2",
            has: ["vllm:inter_token_latency_seconds", "vllm:time_per_output_token_seconds"],
            lacks: ["vllm:request_time_per_output_token_seconds"]),
        Step(
            engine: .vllm, version: "0.11.0",
            has: [
                "vllm:request_time_per_output_token_seconds",
                "vllm:time_per_output_token_seconds",
            ],
            lacks: ["vllm:gpu_cache_usage_perc", "vllm:gpu_prefix_cache_hits_total"]),
        Step(
            engine: .vllm, version: "0.12", has: ["vllm:inter_token_latency_seconds"],
            lacks: [
                "vllm:time_per_output_token_seconds",
                "vllm:request_prefill_kv_computed_tokens",
            ]),
        Step(
            engine: .vllm, version: "0.16",
            has: [
                "vllm:prompt_tokens_by_source_total", "vllm:prompt_tokens_recomputed_total",
                "vllm:request_prefill_kv_computed_tokens",
            ],
            lacks: ["vllm:num_requests_waiting_by_reason"]),
        Step(
            engine: .vllm, version: "0.20", has: ["vllm:num_requests_waiting_by_reason"],
            lacks: ["vllm:prompt_tokens_recomputed_total", "vllm:request_num_preemptions"]),
        Step(
            engine: .vllm, version: "0.32",
            has: [
                "vllm:request_num_preemptions", "vllm:admission_rejections_total",
                "vllm:prompt_tokens_cached_by_source_total",
            ],
            lacks: ["vllm:gpu_cache_usage_perc", "vllm:num_requests_swapped"]),
        Step(
            engine: .sglang, version: "0.4.9",
            has: ["sglang:avg_request_queue_latency", "sglang:inter_token_latency_seconds"],
            lacks: [
                "sglang:queue_time_seconds", "sglang:max_total_num_tokens",
                "sglang:num_retracted_requests_total", "sglang:time_per_output_token_seconds",
            ]),
        Step(
            engine: .sglang, version: "0.5.9",
            has: [
                "sglang:queue_time_seconds", "sglang:max_total_num_tokens",
                "sglang:num_retracted_requests_total", "sglang:cache_config_info",
                "sglang:http_responses_total",
            ],
            lacks: ["sglang:context_len", "sglang:request_time_per_output_token_seconds"]),
        Step(
            engine: .sglang, version: "0.5.22",
            has: [
                "sglang:context_len", "sglang:request_time_per_output_token_seconds",
                "sglang:prompt_tokens_histogram",
            ],
            lacks: ["sglang:cache_config_info", "sglang:avg_request_queue_latency"]),
        Step(
            engine: .dynamo, version: "0.7", has: ["dynamo_frontend_model_max_num_seqs"],
            lacks: ["dynamo_frontend_requests_started_total", "dynamo_frontend_model_ready"]),
        Step(
            engine: .llamaCpp, version: "b6700", has: ["llamacpp:n_past_max"],
            lacks: ["llamacpp:n_tokens_max", "llamacpp:prompt_tokens_cached_total"]),
    ]

    @Test(arguments: steps) func `a release has the names of its time`(_ step: Step) throws {
        let release = try SimulatedRelease(step.engine, version: step.version)
        let last = try #require(try SmallHistory.run().snapshots(as: release).last)
        let names = Set(try #require(last.families()).map(\.name))
        for name in step.has {
            #expect(names.contains(name), "\(name)")
        }
        for name in step.lacks {
            #expect(!names.contains(name), "\(name)")
        }
    }

    /// The labels of one series in one release.
    struct Labels: Sendable, CustomTestStringConvertible {
        let engine: SimulatedEngine
        let version: String
        let name: String
        let labels: Set<String>
        var testDescription: String { "\(engine.rawValue) \(version) \(name)" }
    }

    static let labels: [Labels] = [
        Labels(
            engine: .vllm, version: "0.8.2", name: "vllm:num_requests_running",
            labels: ["model_name"]),
        Labels(
            engine: .vllm, version: "0.8.3", name: "vllm:num_requests_running",
            labels: ["model_name", "engine"]),
        Labels(
            engine: .vllm, version: "0.32", name: "vllm:admission_rejections_total",
            labels: ["model_name", "reason"]),
        Labels(
            engine: .sglang, version: "0.4.9", name: "sglang:num_running_reqs",
            labels: ["model_name", "engine_type", "tp_rank"]),
        Labels(
            engine: .sglang, version: "0.5.22", name: "sglang:num_running_reqs",
            labels: ["model_name", "engine_type", "tp_rank", "pp_rank", "moe_ep_rank"]),
        Labels(
            engine: .sglang, version: "0.5.9", name: "sglang:cached_tokens_total",
            labels: ["model_name", "cache_source"]),
        Labels(
            engine: .sglang, version: "0.5.22", name: "sglang:prompt_tokens_total",
            labels: ["model_name", "engine_type", "is_streaming"]),
        Labels(
            engine: .dynamo, version: "0.7", name: "dynamo_frontend_requests_total",
            labels: ["model", "endpoint", "request_type", "status"]),
        Labels(
            engine: .dynamo, version: "1.0", name: "dynamo_frontend_requests_total",
            labels: ["model", "endpoint", "request_type", "status", "error_type"]),
        Labels(engine: .tgi, version: "3.3.7", name: "tgi_queue_size", labels: []),
        Labels(engine: .router, version: "0.1.11", name: "vllm:avg_itl", labels: ["server"]),
    ]

    @Test(arguments: labels) func `a series has the labels of its time`(_ step: Labels) throws {
        let release = try SimulatedRelease(step.engine, version: step.version)
        let last = try #require(try SmallHistory.run().snapshots(as: release).last)
        let family = try #require(last.families()?.first { $0.name == step.name })
        let sample = try #require(family.samples.first)
        #expect(Set(sample.labels.map(\.name)) == step.labels)
    }

    @Test func `capacity is told by labels from 0.24 on, blocks from 0.9`() throws {
        for (version, blocks, size) in [
            ("0.8.5", "None", nil), ("0.9.0", "96", nil), ("0.23", "96", nil),
            ("0.24", "96", "1536"),
        ] as [(String, String, String?)] {
            let release = try SimulatedRelease(.vllm, version: version)
            let last = try #require(try SmallHistory.run().snapshots(as: release).last)
            let family = try #require(
                last.families()?.first { $0.name == "vllm:cache_config_info" })
            let sample = try #require(family.samples.first)
            #expect(sample.label("num_gpu_blocks") == blocks)
            #expect(sample.label("kv_cache_size_tokens") == size)
            #expect(sample.label("model_name") == nil)
        }
    }
}
