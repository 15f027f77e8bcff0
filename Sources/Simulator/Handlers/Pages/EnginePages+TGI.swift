import EngineModel

extension EnginePages {
    /// TGI's own pages.
    func tgiPage(_ path: String) -> Page? {
        switch path {
        case "/", "/health", "/ping": empty
        case "/info": json(tgiInfo)
        case "/metrics" where configuration.servesMetrics: { metrics(.engine) }
        default: nil
        }
    }

    /// `max_concurrent_requests` is the cap on admission, not the size of the batch, which TGI does not tell.
    private var tgiInfo: String {
        "{\"model_id\":\(name),\"model_sha\":null,\"model_pipeline_tag\":\"text-generation\","
            + "\"max_concurrent_requests\":128,\"max_best_of\":2,\"max_stop_sequences\":4,"
            + "\"max_input_tokens\":\(max(1, limits.maxModelLen - 1)),"
            + "\"max_total_tokens\":\(limits.maxModelLen),\"validation_workers\":2,"
            + "\"max_client_batch_size\":4,\"router\":\"text-generation-router\","
            + "\"version\":\(version),\"sha\":null,\"docker_label\":null}"
    }
}
