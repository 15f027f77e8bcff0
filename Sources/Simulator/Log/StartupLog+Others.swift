import EngineModel

extension StartupLog {
    /// SGLang: its arguments, its pool, and the line of rank 0 with all limits.
    var sglangLines: [String] {
        let engine = configuration.engine
        let stamp = "\(time.iso.prefix(10)) \(time.clock)"
        let half = gibibytes(cacheTokens / 2)
        var limits =
            "max_total_num_tokens=\(cacheTokens), "
            + "chunked_prefill_size=\(engine.maxNumBatchedTokens), max_prefill_tokens=16384, "
            + "max_running_requests=\(engine.maxNumSeqs), context_len=\(engine.maxModelLen)"
        if release.isAtLeast("0.4.9") {
            limits += ", available_gpu_mem=4.12 GB"
        }
        return [
            "[\(stamp)] server_args=ServerArgs(model_path='\(modelName)', host='\(host)', "
                + "port=\(port), context_length=\(engine.maxModelLen), "
                + "max_running_requests=\(engine.maxNumSeqs), "
                + "enable_metrics=\(configuration.servesMetrics ? "True" : "False"))",
            "[\(stamp) TP0] KV Cache is allocated. #tokens: \(cacheTokens), K size: \(half) GB, "
                + "V size: \(half) GB",
            "[\(stamp) TP0] \(limits)",
        ] + listening + ["[\(stamp)] The server is fired up and ready to roll!"]
    }

    /// TGI: the tokens it found room for when it warmed up.
    var tgiLines: [String] {
        func line(_ module: String, _ place: String, _ text: String) -> String {
            "\(time.iso.dropLast()).000000Z  INFO \(module): \(place): \(text)"
        }
        let limit = configuration.engine.maxModelLen
        return [
            line(
                "text_generation_launcher", "launcher/src/main.rs:1852",
                "Args { model_id: \"\(modelName)\", max_input_tokens: Some(\(max(1, limit - 1))), "
                    + "max_total_tokens: Some(\(limit)), port: \(port) }"),
            line(
                "text_generation_router_v3", "backends/v3/src/lib.rs:137",
                "Setting max batch total tokens to \(cacheTokens)"),
            line(
                "text_generation_router_v3", "backends/v3/src/lib.rs:167",
                "Using backend V3"),
            line("text_generation_router::server", "router/src/server.rs:2562", "Connected"),
        ]
    }

    /// TensorRT-LLM, whichever server is in front of it.
    var tensorRTLines: [String] {
        let engine = configuration.engine
        return [
            "[TensorRT-LLM][INFO] TRTGptModel maxNumSequences: \(engine.maxNumSeqs)",
            "[TensorRT-LLM][INFO] TRTGptModel maxBatchSize: \(engine.maxNumSeqs)",
            "[TensorRT-LLM][INFO] TRTGptModel maxSequenceLen: \(engine.maxModelLen)",
            "[TensorRT-LLM][INFO] TRTGptModel maxNumTokens: \(engine.maxNumBatchedTokens)",
            "[TensorRT-LLM][INFO] Number of tokens per block: \(engine.blockSize).",
            "[TensorRT-LLM][INFO] [MemUsageChange] Allocated \(gibibytes(cacheTokens)) GiB for "
                + "max tokens in paged KV cache (\(cacheTokens)).",
        ]
    }

    /// Triton, after its backend.
    var tritonLines: [String] {
        let stamp = "I\(time.date.filter { $0 != "-" }) \(time.clock).000000 1"
        return [
            "\(stamp) server.cc:674] \"\\n+-------+---------+--------+\\n| Model | Version | "
                + "Status |\\n| \(modelName) | 1 | READY  |\"",
            "\(stamp) http_server.cc:4713] \"Started HTTPService at \(host):\(port)\"",
            "\(stamp) http_server.cc:362] \"Started Metrics Service at \(host):\(port)\"",
        ]
    }

    /// `llama-server`: the slots and what each of them holds.
    var llamaCppLines: [String] {
        let engine = configuration.engine
        return [
            "0.00.000.944 I srv  llama_server: initializing ...",
            "0.00.004.150 I srv    load_model: loading model 'models/simulated.gguf'",
            "0.00.016.607 I srv    load_model: initializing, n_slots = \(engine.maxNumSeqs), "
                + "n_ctx_slot = \(engine.maxModelLen), kv_unified = 'false'",
            "0.00.018.580 I srv  llama_server: model loaded",
            "0.00.018.611 I srv  llama_server: listening on http://\(host):\(port)",
        ]
    }

    /// LMDeploy: the cache and the limits of its engine.
    var lmdeployLines: [String] {
        let engine = configuration.engine
        func line(_ place: String, _ text: String) -> String {
            "\(time.iso.prefix(10)) \(time.clock),000 - lmdeploy - INFO - \(place) - \(text)"
        }
        return [
            line(
                "api_server.py:1200",
                "backend_config: PytorchEngineConfig(session_len=\(engine.maxModelLen), "
                    + "max_batch_size=\(engine.maxNumSeqs), "
                    + "max_prefill_token_num=\(engine.maxNumBatchedTokens), "
                    + "block_size=\(engine.blockSize))"),
            line("executor/base.py:180", "block num: \(engine.kvBlocks)"),
        ] + listening
    }

    /// Ollama: its version, and the context of the model it loads.
    var ollamaLines: [String] {
        let engine = configuration.engine
        func line(_ place: String, _ text: String) -> String {
            "time=\(time.iso) level=INFO source=\(place) msg=\"\(text)\""
        }
        return [
            line(
                "routes.go:1569",
                "Listening on \(host):\(port) (version \(release.version))"),
            "llama_context: n_seq_max     = \(engine.maxNumSeqs)",
            "llama_context: n_ctx         = \(engine.maxNumSeqs * engine.maxModelLen)",
            "llama_context: n_ctx_per_seq = \(engine.maxModelLen)",
        ]
    }

    /// llm-d's simulator: its configuration and its port.
    var llmdLines: [String] {
        let engine = configuration.engine
        let stamp = "I\(time.date.filter { $0 != "-" }) \(time.clock).000000       1"
        return [
            "\(stamp) cmd.go:45] \"Starting vLLM simulator\"",
            "\(stamp) simulator.go:180] \"Configuration:\" model=\"\(modelName)\" "
                + "max-num-seqs=\(engine.maxNumSeqs) max-model-len=\(engine.maxModelLen) "
                + "kv-cache-size=\(engine.kvBlocks) block-size=\(engine.blockSize)",
            "\(stamp) simulator.go:462] \"Server starting\" port=\(port)",
        ]
    }
}
