import Signals

extension EngineArguments {
    /// Every engine that is known; the first whose image or flags fit wins.
    static let all: [EngineArguments] = [
        .vllm, .sglang, .tgi, .llamaCpp, .tensorRT, .lmdeploy, .ollama,
    ]

    /// `vllm serve`, its API server module, and KServe's Hugging Face runtime, which hands vLLM's
    /// flags on.
    ///
    /// `--enable-metrics` is no flag of `vllm serve` in any release: the parser refuses it.
    static let vllm = EngineArguments(
        .vllm, images: ["vllm", "huggingfaceserver"], readsMultiples: true,
        flags: [
            EngineFlag(
                "--max-num-seqs", "--max-num-active-seqs", role: .limit(.runningRequests)),
            EngineFlag("--max-model-len", "--max-length", role: .limit(.contextTokens)),
            EngineFlag("--max-num-batched-tokens", role: .limit(.batchedTokens)),
            EngineFlag("--block-size", role: .limit(.kvBlockTokens)),
            EngineFlag("--num-gpu-blocks-override", role: .limit(.kvCacheBlocks)),
            EngineFlag("--max-num-queued-reqs", role: .limit(.admittedRequests)),
            EngineFlag("--model", "--model-id", "--model-dir", role: .model),
            EngineFlag("--served-model-name", "--model-name", role: .servedName),
            EngineFlag("--quantization", "-q", role: .quantization),
            EngineFlag("--kv-cache-dtype", role: .kvCacheType),
            EngineFlag("--tensor-parallel-size", "-tp", role: .tensorParallel),
            EngineFlag("--pipeline-parallel-size", "-pp", role: .pipelineParallel),
            EngineFlag("--data-parallel-size", "-dp", role: .dataParallel),
            EngineFlag("--gpu-memory-utilization", role: .memoryShare),
            EngineFlag("--config", role: .configFile),
            EngineFlag("--enable-metrics", role: .refused, takesValue: false),
        ])

    static let sglang = EngineArguments(
        .sglang, images: ["sglang"],
        flags: [
            EngineFlag("--max-running-requests", role: .limit(.runningRequests)),
            EngineFlag("--context-length", role: .limit(.contextTokens)),
            EngineFlag("--max-total-tokens", role: .limit(.kvCacheTokens)),
            EngineFlag("--max-prefill-tokens", role: .limit(.batchedTokens)),
            EngineFlag("--page-size", role: .limit(.kvBlockTokens)),
            EngineFlag("--max-queued-requests", role: .limit(.admittedRequests)),
            EngineFlag("--model-path", "--model", role: .model),
            EngineFlag("--served-model-name", role: .servedName),
            EngineFlag("--quantization", role: .quantization),
            EngineFlag("--kv-cache-dtype", role: .kvCacheType),
            EngineFlag("--tp-size", "--tensor-parallel-size", "--tp", role: .tensorParallel),
            EngineFlag("--pp-size", "--pipeline-parallel-size", role: .pipelineParallel),
            EngineFlag("--dp-size", "--data-parallel-size", "--dp", role: .dataParallel),
            EngineFlag("--mem-fraction-static", role: .memoryShare),
            EngineFlag("--config", role: .configFile),
        ])

    /// `--max-concurrent-requests` is how many are let in, not how many run.
    static let tgi = EngineArguments(
        .tgi, images: ["text-generation-inference"],
        flags: [
            EngineFlag(
                "--max-batch-size", role: .limit(.runningRequests),
                variables: ["MAX_BATCH_SIZE"]),
            EngineFlag(
                "--max-concurrent-requests", role: .limit(.admittedRequests),
                variables: ["MAX_CONCURRENT_REQUESTS"]),
            EngineFlag(
                "--max-total-tokens", role: .limit(.contextTokens),
                variables: ["MAX_TOTAL_TOKENS"]),
            EngineFlag(
                "--max-batch-total-tokens", role: .limit(.kvCacheTokens),
                variables: ["MAX_BATCH_TOTAL_TOKENS"]),
            EngineFlag(
                "--max-batch-prefill-tokens", role: .limit(.batchedTokens),
                variables: ["MAX_BATCH_PREFILL_TOKENS"]),
            EngineFlag("--model-id", role: .model, variables: ["MODEL_ID"]),
            EngineFlag("--served-model-name", role: .servedName),
            EngineFlag("--quantize", role: .quantization, variables: ["QUANTIZE"]),
            EngineFlag("--kv-cache-dtype", role: .kvCacheType, variables: ["KV_CACHE_DTYPE"]),
            EngineFlag("--num-shard", role: .tensorParallel, variables: ["NUM_SHARD"]),
            EngineFlag(
                "--cuda-memory-fraction", role: .memoryShare,
                variables: ["CUDA_MEMORY_FRACTION"]),
        ])

    static let llamaCpp = EngineArguments(
        .llamacpp, images: ["llama.cpp", "llama-cpp"],
        flags: [
            EngineFlag(
                "--parallel", "-np", role: .limit(.runningRequests),
                variables: ["LLAMA_ARG_N_PARALLEL"]),
            EngineFlag(
                "--ctx-size", "-c", role: .sharedContextTokens,
                variables: ["LLAMA_ARG_CTX_SIZE"]),
            EngineFlag(
                "--batch-size", "-b", role: .limit(.batchedTokens),
                variables: ["LLAMA_ARG_BATCH"]),
            EngineFlag("--model", "-m", role: .model, variables: ["LLAMA_ARG_MODEL"]),
            EngineFlag(
                "--hf-repo", "-hf", "-hfr", role: .model, variables: ["LLAMA_ARG_HF_REPO"]),
            EngineFlag("--alias", "-a", role: .servedName, variables: ["LLAMA_ARG_ALIAS"]),
            EngineFlag("--cache-type-k", "-ctk", role: .kvCacheType),
        ])

    static let tensorRT = EngineArguments(
        .tensorrtLLM, images: ["tensorrt-llm", "tensorrt_llm"],
        flags: [
            EngineFlag("--max-batch-size", role: .limit(.runningRequests)),
            EngineFlag("--max-seq-len", role: .limit(.contextTokens)),
            EngineFlag("--max-num-tokens", role: .limit(.batchedTokens)),
            EngineFlag("--model", role: .model),
            EngineFlag("--tp-size", role: .tensorParallel),
            EngineFlag("--pp-size", role: .pipelineParallel),
            EngineFlag("--kv-cache-free-gpu-memory-fraction", role: .memoryShare),
            EngineFlag("--extra-llm-api-options", role: .configFile),
        ])

    static let lmdeploy = EngineArguments(
        .lmdeploy, images: ["lmdeploy"],
        flags: [
            EngineFlag("--max-batch-size", role: .limit(.runningRequests)),
            EngineFlag("--session-len", role: .limit(.contextTokens)),
            EngineFlag("--max-prefill-token-num", role: .limit(.batchedTokens)),
            EngineFlag("--cache-block-seq-len", role: .limit(.kvBlockTokens)),
            EngineFlag("--model-name", role: .servedName),
            EngineFlag("--model-format", role: .quantization),
            EngineFlag("--quant-policy", role: .kvCacheType),
            EngineFlag("--tp", role: .tensorParallel),
            EngineFlag("--dp", role: .dataParallel),
            EngineFlag("--cache-max-entry-count", role: .memoryShare),
        ])

    /// Ollama has no flags; its variables say everything.
    static let ollama = EngineArguments(
        .ollama, images: ["ollama/ollama"],
        flags: [
            EngineFlag(role: .limit(.runningRequests), variables: ["OLLAMA_NUM_PARALLEL"]),
            EngineFlag(role: .limit(.contextTokens), variables: ["OLLAMA_CONTEXT_LENGTH"]),
            EngineFlag(role: .limit(.admittedRequests), variables: ["OLLAMA_MAX_QUEUE"]),
            EngineFlag(role: .kvCacheType, variables: ["OLLAMA_KV_CACHE_TYPE"]),
        ])
}
