import EngineModel

extension EnginePages {
    /// vLLM's own pages, those of its developer mode among them.
    func vllmPage(_ path: String, query: [String: String]) -> Page? {
        let isV1 = release.engine == .vllm
        switch path {
        case "/health": return empty
        case "/ping" where isV1 && release.isAtLeast("0.9.0"): return empty
        case "/version": return json("{\"version\":\(version)}")
        case "/load" where isV1:
            return json("{\"server_load\":\(server.engine.unfinishedRequests)}")
        case "/metrics" where configuration.servesMetrics: return { metrics(.engine) }
        case "/server_info"
        where configuration.developerMode && isV1 && release.isAtLeast("0.8.5"):
            let isJSON = query["config_format"] == "json" && release.isAtLeast("0.11.0")
            return json(isJSON ? serverInfo : textualServerInfo)
        default: return nil
        }
    }

    private var serverInfo: String {
        "{\"vllm_config\":{\"model_config\":{\"model\":\(name),"
            + "\"max_model_len\":\(limits.maxModelLen),\"served_model_name\":\(name)},"
            + "\"cache_config\":{\"block_size\":\(limits.blockSize),"
            + "\"num_gpu_blocks\":\(limits.kvBlocks),"
            + "\"enable_prefix_caching\":\(limits.prefixCaching)},"
            + "\"scheduler_config\":{\"max_num_seqs\":\(limits.maxNumSeqs),"
            + "\"max_num_batched_tokens\":\(limits.maxNumBatchedTokens),"
            + "\"max_model_len\":\(limits.maxModelLen),"
            + "\"enable_chunked_prefill\":\(limits.chunkedPrefill)}},"
            + "\"vllm_env\":{},\"system_env\":{}}"
    }

    /// The format that does not tell how many requests may run.
    private var textualServerInfo: String {
        let configuration =
            "model='\(configuration.modelName)', dtype=torch.bfloat16, "
            + "max_seq_len=\(limits.maxModelLen), tensor_parallel_size=1, "
            + "enable_prefix_caching=\(limits.prefixCaching ? "True" : "False")"
        return "{\"vllm_config\":\(JSONText.quoted(configuration))}"
    }
}
