import Signals
import Telemetry
import Testing

/// One wording of one release, and the limit that it tells.
@Suite struct StartupLogWordingTests {
    struct Wording: Sendable, CustomTestStringConvertible {
        let name: String
        let engine: EngineKind
        let line: String
        let limits: [EngineLimit.Kind: Double]
        var scope: String?

        var testDescription: String { name }
    }

    private static let v0 = "INFO 04-22 10:00:00 executor_base.py:110] "
    private static let v1 = "INFO 04-22 10:00:00 [kv_cache_utils.py:634] "
    private static let core = "(EngineCore pid=7) INFO 11-21 02:06:12 [kv_cache_utils.py:2327] "

    static let vllm: [Wording] = [
        Wording(
            name: "0.4.1, V0", engine: .vllm,
            line: v0 + "# GPU blocks: 2000, # CPU blocks: 512", limits: [.kvCacheBlocks: 2000]),
        Wording(
            name: "0.6.3, V0, another device", engine: .vllm,
            line: v0 + "# cuda blocks: 7414, # CPU blocks: 2048",
            limits: [.kvCacheBlocks: 7414]),
        Wording(
            name: "0.6.3, V0, no thousands separator", engine: .vllm,
            line: v0 + "Maximum concurrency for 8192 tokens per request: 3.90x",
            limits: [.fullLengthRequests: 3.9, .contextTokens: 8192]),
        Wording(
            name: "0.6.4, V1", engine: .vllm,
            line: "INFO 01-02 kv_cache_utils.py:90] # GPU blocks: 27862",
            limits: [.kvCacheBlocks: 27862]),
        Wording(
            name: "0.8.0, first line", engine: .vllm,
            line: v1 + "GPU KV cache size: 71,439 tokens", limits: [.kvCacheTokens: 71439]),
        Wording(
            name: "0.8.0, second line", engine: .vllm,
            line: v1 + "Maximum concurrency for 8,192 tokens per request: 8.72x",
            limits: [.fullLengthRequests: 8.72, .contextTokens: 8192]),
        Wording(
            name: "0.9.1, memory", engine: .vllm,
            line: "INFO 06-01 [gpu_worker.py:227] Available KV cache memory: 10.25 GiB",
            limits: [.kvCacheBytes: 10.25 * 1_073_741_824]),
        Wording(
            name: "0.14, memory of a worker of a rank", engine: .vllm,
            line: "(Worker_DP1_TP0 pid=9) INFO 06-01 [gpu_worker.py:227] "
                + "Available KV cache memory: 3.0 GiB",
            limits: [.kvCacheBytes: 3 * 1_073_741_824], scope: "1"),
        Wording(
            name: "0.28, one line", engine: .vllm,
            line: core + "GPU KV cache size: 131,072 tokens, Maximum concurrency for 2,048 tokens "
                + "per request: 64.00x",
            limits: [.kvCacheTokens: 131072, .fullLengthRequests: 64, .contextTokens: 2048]),
        Wording(
            name: "0.30, CPU", engine: .vllm,
            line: core + "CPU KV cache size: 1,280 tokens, Maximum concurrency for 1,024 tokens "
                + "per request: 1.25x",
            limits: [.kvCacheTokens: 1280, .fullLengthRequests: 1.25, .contextTokens: 1024]),
        Wording(
            name: "0.30, XPU of a rank", engine: .vllm,
            line: "(EngineCore_DP3 pid=8) INFO 11-21 [kv_cache_utils.py:2327] "
                + "XPU KV cache size: 12,345,678 tokens, Maximum concurrency for 131,072 tokens "
                + "per request: 94.19x",
            limits: [
                .kvCacheTokens: 12_345_678, .fullLengthRequests: 94.19, .contextTokens: 131072,
            ], scope: "3"),
        Wording(
            name: "0.30, TPU", engine: .vllm, line: core + "TPU KV cache size: 999 tokens",
            limits: [.kvCacheTokens: 999]),
        Wording(
            name: "0.30, memory of the host too", engine: .vllm,
            line: core + "GPU + host KV cache size: 2,097,152 tokens",
            limits: [.kvCacheTokens: 2_097_152]),
        Wording(
            name: "0.9, engine without DP in its name", engine: .vllm,
            line: "(EngineCore_1 pid=8) INFO [x.py:1] GPU KV cache size: 100 tokens",
            limits: [.kvCacheTokens: 100], scope: "1"),
        Wording(
            name: "chunked prefill", engine: .vllm,
            line: "INFO [scheduler.py:229] Chunked prefill is enabled with "
                + "max_num_batched_tokens=2048.",
            limits: [.batchTokens: 2048]),
        Wording(
            name: "model length", engine: .vllm, line: "INFO [model.py:9] Using max model len 4096",
            limits: [.contextTokens: 4096]),
        Wording(
            name: "arguments", engine: .vllm,
            line: "INFO [utils.py:1] non-default args: {'model': 'm', 'max_model_len': 2048, "
                + "'max_num_seqs': 8, 'max_num_batched_tokens': 512}",
            limits: [.contextTokens: 2048, .runningRequests: 8, .batchTokens: 512]),
        Wording(
            name: "arguments with a limit on active sequences", engine: .vllm,
            line: "INFO [utils.py:1] non-default args: {'max_num_seqs': 16, "
                + "'max_num_active_seqs': 2}",
            limits: [.runningRequests: 2]),
        Wording(
            name: "arguments of old releases", engine: .vllm,
            line: "INFO 10-02 api_server.py:1] args: Namespace(host=None, port=8000, "
                + "max_num_seqs=256, max_model_len=None, served_model_name=['m'])",
            limits: [.runningRequests: 256]),
    ]

    static let others: [Wording] = [
        Wording(
            name: "SGLang, start line", engine: .sglang,
            line: "[2025-07-14 05:48:44] max_total_num_tokens=20480, chunked_prefill_size=8192, "
                + "max_prefill_tokens=16384, max_running_requests=128, context_len=131072, "
                + "available_gpu_mem=1.46 GB",
            limits: [
                .kvCacheTokens: 20480, .runningRequests: 128, .contextTokens: 131072,
                .batchTokens: 8192,
            ]),
        Wording(
            name: "SGLang, start line of a rank", engine: .sglang,
            line: "[2025-07-14 05:48:44 DP1 TP0] max_total_num_tokens=20480, "
                + "chunked_prefill_size=-1, max_prefill_tokens=16384, max_running_requests=64, "
                + "context_len=4096",
            limits: [.kvCacheTokens: 20480, .runningRequests: 64, .contextTokens: 4096],
            scope: "1"),
        Wording(
            name: "SGLang, pool", engine: .sglang,
            line: "[2025-07-14 05:48:43] KV Cache is allocated. #tokens: 38141, K size: 2.33 GB, "
                + "V size: 2.33 GB", limits: [.kvCacheTokens: 38141]),
        Wording(
            name: "SGLang, pool with its type", engine: .sglang,
            line: "[2025-07-14] KV Cache is allocated. dtype: torch.bfloat16, #tokens: 600000",
            limits: [.kvCacheTokens: 600000]),
        Wording(
            name: "SGLang, arguments", engine: .sglang,
            line: "[2025-07-14] server_args=ServerArgs(model_path='m', context_length=4096, "
                + "max_running_requests=None, max_total_tokens=None, chunked_prefill_size=2048)",
            limits: [.contextTokens: 4096, .batchTokens: 2048]),
        Wording(
            name: "llama.cpp, b11434", engine: .llamacpp,
            line: "0.00.252.292 I srv    load_model: initializing, n_slots = 2, "
                + "n_ctx_slot = 2048, kv_unified = 'false'",
            limits: [.runningRequests: 2, .contextTokens: 2048]),
        Wording(
            name: "llama.cpp, slots of 2025", engine: .llamacpp,
            line: "srv          init: initializing slots, n_slots = 4",
            limits: [.runningRequests: 4]),
        Wording(
            name: "llama.cpp, one slot of 2025", engine: .llamacpp,
            line: "slot         init: id  0 | task -1 | new slot n_ctx_slot = 8192",
            limits: [.contextTokens: 8192]),
        Wording(
            name: "llama.cpp, whole context", engine: .llamacpp,
            line: "llama_new_context_with_model: n_ctx      = 4096",
            limits: [.kvCacheTokens: 4096]),
        Wording(
            name: "TGI, arguments", engine: .tgi,
            line: "2023-08-22T18:35:50.966384Z  INFO text_generation_launcher: Args { "
                + "model_id: \"meta-llama/Llama-2-13b-chat-hf\", num_shard: Some(4), "
                + "max_concurrent_requests: 128, max_total_tokens: 8192, "
                + "max_batch_prefill_tokens: Some(4096), max_batch_total_tokens: 16000, "
                + "cors_allow_origin: [], env: false }",
            limits: [
                .admittedRequests: 128, .contextTokens: 8192, .batchTokens: 4096,
                .kvCacheTokens: 16000,
            ]),
        Wording(
            name: "TGI, computed", engine: .tgi,
            line: "INFO text_generation_router: Setting max batch total tokens to 40960",
            limits: [.kvCacheTokens: 40960]),
        Wording(
            name: "TensorRT-LLM, slots", engine: .tensorrtLLM,
            line: "[TensorRT-LLM][INFO] TRTGptModel maxBatchSize: 8",
            limits: [.runningRequests: 8]),
        Wording(
            name: "TensorRT-LLM, length", engine: .tensorrtLLM,
            line: "[TensorRT-LLM][INFO] TRTGptModel maxSequenceLen: 1048576",
            limits: [.contextTokens: 1_048_576]),
        Wording(
            name: "TensorRT-LLM, blocks", engine: .tensorrtLLM,
            line: "[TensorRT-LLM][INFO] Max KV cache blocks per sequence: 65 [window size=2051], "
                + "tokens per block=32, primary blocks=116617, secondary blocks=0",
            limits: [.kvBlockTokens: 32, .kvCacheBlocks: 116617]),
        Wording(
            name: "TensorRT-LLM, tokens", engine: .tensorrtLLM,
            line: "[TensorRT-LLM][INFO] [MemUsageChange] Allocated 78.30 GiB for max tokens in "
                + "paged KV cache (3731744).", limits: [.kvCacheTokens: 3_731_744]),
        Wording(
            name: "TensorRT-LLM 0.5, tokens", engine: .tensorrtLLM,
            line: "[TensorRT-LLM][INFO] Using 10718 tokens in paged KV cache.",
            limits: [.kvCacheTokens: 10718]),
    ]

    @Test(arguments: vllm + others)
    func `every wording tells its limits, with line and text`(wording: Wording) throws {
        let log = StartupLog.parse(lines: ["something else", wording.line])
        #expect(log.engine?.value == wording.engine)
        #expect(
            Dictionary(uniqueKeysWithValues: log.limits.map { ($0.kind, $0.value) })
                == wording.limits)
        for limit in log.limits {
            #expect(limit.source == "log line 2")
            #expect(limit.scope == wording.scope)
            guard case .logLine(2, let text) = limit.provenance else {
                Issue.record("\(limit.provenance)")
                continue
            }
            #expect(!text.isEmpty)
        }
    }

    struct Disguise: Sendable, CustomTestStringConvertible {
        let name: String
        let prefix: String
        var suffix = ""

        var testDescription: String { name }
    }

    @Test(arguments: [
        Disguise(name: "docker compose", prefix: "vllm-1  | "),
        Disguise(name: "kubectl", prefix: "[pod/vllm-7d4/vllm] "),
        Disguise(name: "container runtime", prefix: "2026-11-21T02:06:12.1Z stderr F "),
        Disguise(name: "journal", prefix: "Nov 21 02:06:12 host serve[71]: "),
        Disguise(name: "colours", prefix: "\u{1B}[0;36m(EngineCore pid=12)\u{1B}[0;0m "),
        Disguise(
            name: "docker's JSON", prefix: "{\"log\":\"",
            suffix: "\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-21T02:06:12.1Z\"}"),
        Disguise(name: "a progress bar before", prefix: "Loading 10%\rLoading 100%\r"),
        Disguise(name: "a carriage return behind", prefix: "", suffix: "\r"),
    ])
    func `prefixes and wrappings hide nothing`(disguise: Disguise) {
        let line = "GPU KV cache size: 71,439 tokens, Maximum concurrency for 8,192 tokens per "
        let log = StartupLog.parse(
            lines: [disguise.prefix + line + "request: 8.72x" + disguise.suffix])
        #expect(log.limits.map(\.value) == [8192, 71439, 8.72])
        #expect(log.limits.allSatisfy { $0.scope == nil })
        #expect(log.lines == 1)
    }

    @Test(arguments: [
        "KV cache size: many tokens", "GPU KV cache size: 99999999999999999999 tokens",
        "Maximum concurrency for tokens", "# blocks: 3", "cpu blocks: 3",
        "full_max_total_num_tokens=64", "n_ctx 4096", "build: passed (yes)",
        "Avg prompt throughput: none", "non-default args: none", "{\"log\": 3}", "\u{1B}[",
        "Available KV cache memory: 3 cats", "print_info: n_ctx_train = 8192",
        "max_num_batched_tokens=99",
    ])
    func `what only looks like a wording tells no limit`(line: String) {
        #expect(StartupLog.parse(lines: [line]).limits.isEmpty)
    }
}
