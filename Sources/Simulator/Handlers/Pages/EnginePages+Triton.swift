import EngineModel

extension EnginePages {
    /// Triton's own pages; metrics are on a port of their own there, here on the same.
    func tritonPage(_ path: String) -> Page? {
        let model = "/v2/models/" + configuration.modelName
        switch path {
        case "/metrics" where configuration.servesMetrics: return { metrics(.engine) }
        case "/v2/health/live", "/v2/health/ready", model + "/ready": return empty
        case "/v2":
            return json(
                "{\"name\":\"triton\",\"version\":\(version),"
                    + "\"extensions\":[\"statistics\",\"model_configuration\"]}")
        case model:
            return json(
                "{\"name\":\(name),\"versions\":[\"1\"],\"platform\":\"tensorrtllm\","
                    + "\"inputs\":[],\"outputs\":[]}")
        case model + "/config": return json(tritonModel)
        case model + "/stats": return json(tritonStatistics)
        default: return nil
        }
    }

    private var tritonModel: String {
        func parameter(_ name: String, _ value: Int) -> String {
            "\"\(name)\":{\"string_value\":\"\(value)\"}"
        }
        return "{\"name\":\(name),\"backend\":\"tensorrtllm\","
            + "\"max_batch_size\":\(limits.maxNumSeqs),\"parameters\":{"
            + parameter("max_tokens_in_paged_kv_cache", cacheTokens) + ","
            + parameter("max_num_tokens", limits.maxNumBatchedTokens) + ","
            + parameter("max_seq_len", limits.maxModelLen) + "}}"
    }

    private var tritonStatistics: String {
        let metrics = server.engine.metrics
        let count = metrics.finished(.stop) + metrics.finished(.length)
        func time(_ seconds: Double) -> String {
            "{\"count\":\(count),\"ns\":\(Int((seconds * 1e9).rounded()))}"
        }
        return "{\"model_stats\":[{\"name\":\(name),\"version\":\"1\","
            + "\"inference_count\":\(count),\"execution_count\":\(count),"
            + "\"inference_stats\":{\"success\":\(time(metrics.endToEnd.sum)),"
            + "\"queue\":\(time(metrics.queueTime.sum)),"
            + "\"compute_infer\":\(time(metrics.inferenceTime.sum))}}]}"
    }
}
