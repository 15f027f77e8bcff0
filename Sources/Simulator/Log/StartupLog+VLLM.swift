import EngineModel

extension StartupLog {
    /// vLLM with its V1 engine, or the vLLM inside a worker of Dynamo.
    func vllmLines(_ release: SimulatedRelease) -> [String] {
        let engine = configuration.engine
        // Processes name themselves since 0.10.2.
        let named = release.isAtLeast("0.10.2")
        func line(_ process: String, _ place: String, _ text: String) -> String {
            (named ? "(\(process) pid=1) " : "")
                + "INFO \(time.date) \(time.clock) [\(place)] \(text)"
        }
        let core = release.isAtLeast("0.16") ? "EngineCore" : "EngineCore_DP0"
        let arguments =
            "non-default args: {'model_tag': '\(modelName)', 'host': '\(host)', 'port': \(port), "
            + "'model': '\(modelName)', 'max_model_len': \(engine.maxModelLen), "
            + "'max_num_seqs': \(engine.maxNumSeqs)}"
        var lines = [
            line("APIServer", "api_server.py:1272", "vLLM API server version \(release.version)"),
            line("APIServer", "utils.py:263", arguments),
            line("APIServer", "model.py:1661", "Using max model len \(engine.maxModelLen)"),
            line(
                core, "core.py:97",
                "Initializing a V1 LLM engine (v\(release.version)) with config: "
                    + "model='\(modelName)', max_seq_len=\(engine.maxModelLen)"),
        ]
        if release.isAtLeast("0.9.1") {
            lines.append(
                line(
                    core, "gpu_worker.py:358",
                    "Available KV cache memory: \(gibibytes(cacheTokens)) GiB"))
        }
        let size = "GPU KV cache size: \(Self.grouped(cacheTokens)) tokens"
        let concurrency =
            "Maximum concurrency for \(Self.grouped(engine.maxModelLen)) tokens per request: "
            + "\(concurrency)x"
        if release.isAtLeast("0.28") {
            lines.append(line(core, "kv_cache_utils.py:2327", "\(size), \(concurrency)"))
        } else {
            lines.append(line(core, "kv_cache_utils.py:1305", size))
            lines.append(line(core, "kv_cache_utils.py:1310", concurrency))
        }
        lines.append(
            line(
                "APIServer", "launcher.py:46",
                "Starting vLLM API server 0 on http://\(host):\(port)"))
        return lines + (named ? listening.map { "(APIServer pid=1) " + $0 } : listening)
    }

    /// vLLM's first engine: no separators between thousands, blocks instead of tokens.
    var vllmV0Lines: [String] {
        let engine = configuration.engine
        let device = release.isAtLeast("0.7.0") ? "cuda" : "GPU"
        func line(_ place: String, _ text: String) -> String {
            "INFO \(time.date) \(time.clock) \(place)] \(text)"
        }
        return [
            line("api_server.py:712", "vLLM API server version \(release.version)"),
            line(
                "llm_engine.py:234",
                "Initializing a V0 LLM engine (v\(release.version)) with config: "
                    + "model='\(modelName)', max_seq_len=\(engine.maxModelLen)"),
            line(
                "distributed_gpu_executor.py:57",
                "# \(device) blocks: \(engine.kvBlocks), # CPU blocks: 0"),
            line(
                "distributed_gpu_executor.py:61",
                "Maximum concurrency for \(engine.maxModelLen) tokens per request: "
                    + "\(concurrency)x"),
        ] + listening
    }
}
