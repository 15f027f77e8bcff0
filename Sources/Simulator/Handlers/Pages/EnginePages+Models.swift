import EngineModel

extension EnginePages {
    /// What `/v1/models` answers: the model and its adapters, with the limit on its length where the engine tells it.
    var modelList: String {
        let created = Int(server.wallClock())
        let head = "\"id\":\(name),\"object\":\"model\",\"created\":\(created),\"owned_by\":"
        let model =
            switch release.engine {
            case .vllm, .vllmV0, .llmdSimulator, .router: head + vllmModel(created)
            case .sglang:
                head + "\"sglang\",\"root\":\(name),\"parent\":null,"
                    + "\"max_model_len\":\(limits.maxModelLen)"
            case .tgi: "\"id\":\(name),\"object\":\"model\",\"created\":0,\"owned_by\":\(name)"
            case .trtllm, .triton: head + "\"tensorrt_llm\""
            case .dynamo: head + "\"nvidia\""
            case .lmdeploy: head + "\"lmdeploy\",\"root\":\(name),\"parent\":null"
            case .ollama: head + "\"library\""
            case .llamaCpp: llamaCppModel(created)
            }
        let models = ([model] + configuration.adapters.map { adapter($0, created) })
            .map { "{\($0)}" }.joined(separator: ",")
        let list = "\"object\":\"list\",\"data\":[\(models)]"
        return "{" + (release.engine == .llamaCpp ? llamaCppModelHead : "") + list + "}"
    }

    /// An adapter, which names the model it changes as its parent.
    private func adapter(_ adapter: String, _ created: Int) -> String {
        "\"id\":\(JSONText.quoted(adapter)),\"object\":\"model\",\"created\":\(created),"
            + "\"owned_by\":\"\(release.engine.rawValue)\","
            + "\"root\":\(JSONText.quoted("adapters/" + adapter)),\"parent\":\(name),"
            + "\"max_model_len\":null"
    }

    private func vllmModel(_ created: Int) -> String {
        let permission = Hexadecimal.text(UInt64(created), digits: 16)
        return "\"vllm\",\"root\":\(name),\"parent\":null,"
            + "\"max_model_len\":\(limits.maxModelLen),"
            + "\"permission\":[{\"id\":\"modelperm-\(permission)\","
            + "\"object\":\"model_permission\",\"created\":\(created),"
            + "\"allow_create_engine\":false,\"allow_sampling\":true,\"allow_logprobs\":true,"
            + "\"allow_search_indices\":false,\"allow_view\":true,\"allow_fine_tuning\":false,"
            + "\"organization\":\"*\",\"group\":null,\"is_blocking\":false}]"
    }
}
