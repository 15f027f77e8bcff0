extension APIFace {
    /// The status and the body of a refusal.
    ///
    /// - Parameters:
    ///   - error: What is wrong, in the words of vLLM.
    ///   - engine: Who refuses.
    /// - Returns: Both in the form of the API.
    func refusal(_ error: APIError, engine: SimulatedEngine) -> (status: Int, json: String) {
        let message = JSONText.quoted(error.message)
        switch self {
        case .openAI: return (error.status, error.json)
        case .ollama: return (error.status, OllamaFormat.refusal(error))
        case .tgi: return Self.tgiRefusal(error)
        // It words its errors in one way, whatever API is asked.
        case .llamaCpp: return (error.status, Self.llamaCppRefusal(error))
        case .anthropic where engine == .llamaCpp:
            return (error.status, Self.llamaCppRefusal(error))
        case .anthropic:
            // What pydantic refuses never reaches the code that knows the API.
            guard error.type != APIError.validationType else { return (error.status, error.json) }
            return (
                error.status,
                "{\"type\":\"error\",\"error\":{\"type\":\(JSONText.quoted(error.type)),"
                    + "\"message\":\(message)}}"
            )
        }
    }

    private static func llamaCppRefusal(_ error: APIError) -> String {
        let type =
            switch error.status {
            case 404: "not_found_error"
            case 401: "authentication_error"
            case 503: "unavailable_error"
            case 500...: "server_error"
            default: "invalid_request_error"
            }
        return "{\"error\":{\"code\":\(error.status),\"message\":\(JSONText.quoted(error.message)),"
            + "\"type\":\"\(type)\"}}"
    }

    /// TGI tells an invalid request by 422 and a failed generation by 424.
    private static func tgiRefusal(_ error: APIError) -> (status: Int, json: String) {
        let (status, type) =
            switch error.status {
            case 400, 404, 422: (422, "validation")
            case 429: (429, "overloaded")
            case 424, 500: (424, "generation")
            default: (error.status, "generation")
            }
        return (status, TGIFormat.error(error.message, type: type))
    }
}
