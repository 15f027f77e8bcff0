import EngineModel
import Exposition

extension EnginePages {
    /// SGLang's own pages; some were renamed on the way.
    func sglangPage(_ path: String, query: [String: String]) -> Page? {
        switch path {
        case "/health", "/health_generate": return empty
        case "/metrics" where configuration.servesMetrics: return { metrics(.engine) }
        case "/get_server_info": return json(sglangServerInfo)
        case "/server_info" where release.isAtLeast("0.5.6"): return json(sglangServerInfo)
        case "/get_model_info": return json(sglangModelInfo)
        case "/model_info" where release.isAtLeast("0.5.6"): return json(sglangModelInfo)
        case "/get_load" where !release.isAtLeast("0.5.19"): return json(sglangLoad)
        case "/v1/loads" where release.isAtLeast("0.5.9"):
            return query["format"] == "prometheus"
                ? { metrics(.loads) } : json(sglangLoads)
        default: return nil
        }
    }

    private var sglangModelInfo: String {
        "{\"model_path\":\(name),\"tokenizer_path\":\(name),\"is_generation\":true,"
            + "\"preferred_sampling_params\":null,\"weight_version\":\"default\"}"
    }

    private var sglangServerInfo: String {
        let effective =
            release.isAtLeast("0.5.9")
            ? ",\"effective_max_running_requests_per_dp\":\(limits.maxNumSeqs)" : ""
        let throughput = FloatStyle.python.text(sglangState.stepThroughput)
        let state =
            "{\"last_gen_throughput\":\(throughput),\"memory_usage\":"
            + "{\"token_capacity\":\(cacheTokens)}\(effective)}"
        return "{\"model_path\":\(name),\"served_model_name\":\(name),"
            + "\"context_length\":\(limits.maxModelLen),"
            + "\"max_running_requests\":\(limits.maxNumSeqs),"
            + "\"max_total_tokens\":null,\"page_size\":\(limits.blockSize),"
            + "\"chunked_prefill_size\":\(limits.maxNumBatchedTokens),"
            + "\"disable_radix_cache\":\(!limits.prefixCaching),\"enable_metrics\":"
            + "\(configuration.servesMetrics),\"max_total_num_tokens\":\(cacheTokens),"
            + "\"internal_states\":[\(state)],\"version\":\(version)}"
    }

    private var sglangState: EngineSnapshot {
        EngineSnapshot(
            metrics: server.engine.metrics, http: server.counters.values,
            configuration: configuration, startUnixSeconds: server.startUnixSeconds,
            elapsedSeconds: server.elapsed / .seconds(1))
    }

    private var sglangLoad: String {
        let state = sglangState
        let requests = state.metrics.requestsRunning + state.metrics.requestsWaiting
        return "[{\"dp_rank\":0,\"num_reqs\":\(requests),"
            + "\"num_waiting_reqs\":\(state.metrics.requestsWaiting),"
            + "\"num_tokens\":\(state.usedTokens)}]"
    }

    private var sglangLoads: String {
        let state = sglangState
        let (running, waiting) = (state.metrics.requestsRunning, state.metrics.requestsWaiting)
        let now = UTCTime(unixSeconds: server.wallClock()).iso
        return "{\"timestamp\":\"\(now)\",\"version\":\(version),\"dp_rank_count\":1,"
            + "\"loads\":[{\"dp_rank\":0,\"num_running_reqs\":\(running),"
            + "\"num_waiting_reqs\":\(waiting),\"num_total_reqs\":\(running + waiting),"
            + "\"num_used_tokens\":\(state.usedTokens),"
            + "\"max_total_num_tokens\":\(cacheTokens),"
            + "\"token_usage\":\(FloatStyle.python.text(state.metrics.kvCacheUsage)),"
            + "\"gen_throughput\":\(FloatStyle.python.text(state.stepThroughput)),"
            + "\"cache_hit_rate\":\(FloatStyle.python.text(state.lastHitRate)),"
            + "\"max_running_requests\":\(limits.maxNumSeqs)}],"
            + "\"aggregate\":{\"total_running_reqs\":\(running),"
            + "\"total_waiting_reqs\":\(waiting),\"total_reqs\":\(running + waiting)}}"
    }
}
