import EngineModel
import HTTPTypes
import Hummingbird

extension EnginePages {
    /// The pages of `llama-server`.
    func llamaCppPage(_ path: String, query: [String: String]) -> Page? {
        switch path {
        case "/health", "/v1/health": return json("{\"status\":\"ok\"}")
        case "/props": return json(properties)
        case "/models": return json(modelList)
        case "/slots": return { slots(mustBeFree: query["fail_on_no_slot"] == "1") }
        case "/metrics":
            guard configuration.servesMetrics else {
                return {
                    llamaCppError(
                        .notImplemented,
                        "This server does not support metrics endpoint. Start it with `--metrics`",
                        type: "not_supported_error")
                }
            }
            return { metrics(.engine) }
        default: return nil
        }
    }

    /// An error in the form of `llama-server`.
    func llamaCppError(
        _ status: HTTPResponse.Status, _ message: String, type: String
    ) -> Response {
        .json(
            status: status,
            "{\"error\":{\"message\":\(JSONText.quoted(message)),"
                + "\"type\":\(JSONText.quoted(type)),\"code\":\(status.code)}}")
    }

    // MARK: - Models

    var llamaCppModelHead: String {
        "\"models\":[{\"name\":\(name),\"model\":\(name),\"modified_at\":\"\",\"size\":\"\","
            + "\"digest\":\"\",\"type\":\"model\",\"description\":\"\",\"tags\":[\"\"],"
            + "\"capabilities\":[\"completion\"],\"parameters\":\"\",\"details\":"
            + "{\"parent_model\":\"\",\"format\":\"gguf\",\"family\":\"\",\"families\":[\"\"],"
            + "\"parameter_size\":\"\",\"quantization_level\":\"\"}}],"
    }

    func llamaCppModel(_ created: Int) -> String {
        "\"id\":\(name),\"aliases\":[\(name)],\"tags\":[],\"object\":\"model\","
            + "\"architecture\":{\"input_modalities\":[\"text\"],"
            + "\"output_modalities\":[\"text\"]},\"created\":\(created),"
            + "\"owned_by\":\"llamacpp\",\"meta\":{\"vocab_type\":2,\"n_vocab\":128256,"
            + "\"n_ctx\":\(limits.maxModelLen),\"n_ctx_train\":131072,\"n_embd\":4096,"
            + "\"n_params\":8030261248,\"size\":16060522496,\"ftype\":\"F16\"}"
    }

    // MARK: - Slots

    private var properties: String {
        let build = JSONText.quoted(server.fingerprint)
        return "{\"default_generation_settings\":{\"params\":{\"seed\":4294967295,"
            + "\"temperature\":0.800000011920929,\"top_k\":40,\"top_p\":0.949999988079071,"
            + "\"min_p\":0.05000000074505806,\"max_tokens\":-1,\"n_predict\":-1,"
            + "\"ignore_eos\":false,\"stream\":false},\"n_ctx\":\(limits.maxModelLen)},"
            + "\"total_slots\":\(limits.maxNumSeqs),\"model_alias\":\(name),"
            + "\"model_ftype\":\"F16\",\"model_path\":\"models/simulated.gguf\","
            + "\"modalities\":{\"vision\":false,\"video\":false,\"audio\":false},"
            + "\"endpoint_slots\":true,\"endpoint_props\":false,"
            + "\"endpoint_metrics\":\(configuration.servesMetrics),\"chat_template\":\"\","
            + "\"bos_token\":\"<|bos|>\",\"eos_token\":\"<|end|>\",\"build_info\":\(build),"
            + "\"is_sleeping\":false}"
    }

    /// The slots; which of them works is not told by the model, so the first ones do.
    private func slots(mustBeFree: Bool) -> Response {
        let running = server.engine.metrics.requestsRunning
        if mustBeFree, running >= limits.maxNumSeqs {
            return llamaCppError(
                .serviceUnavailable, "no slot available", type: "unavailable_error")
        }
        let all = (0..<limits.maxNumSeqs).map { slot in
            "{\"id\":\(slot),\"n_ctx\":\(limits.maxModelLen),\"speculative\":false,"
                + "\"is_processing\":\(slot < running)}"
        }
        return .json(status: .ok, "[" + all.joined(separator: ",") + "]")
    }
}
