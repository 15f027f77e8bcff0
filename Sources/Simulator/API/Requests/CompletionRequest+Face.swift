extension CompletionRequest {
    /// Reads the body of a request in the form of any API.
    ///
    /// - Parameters:
    ///   - bytes: The body.
    ///   - target: Where it was posted.
    /// - Throws: ``APIError`` in the words of vLLM.
    init(body bytes: [UInt8], target: GenerationTarget) throws(APIError) {
        switch target.face {
        case .openAI: try self.init(body: bytes, api: target.api)
        case .ollama: try self.init(nativeBody: bytes, api: target.api)
        case .anthropic: try self.init(messagesBody: bytes)
        case .tgi: try self.init(tgiBody: bytes, isStreaming: target.isAlwaysStreamed)
        case .llamaCpp: try self.init(llamaCppBody: bytes)
        }
    }

    /// The one object that a body holds.
    static func object(_ bytes: [UInt8]) throws(APIError) -> JSONValue {
        do {
            return try JSONParser.parse(bytes)
        } catch {
            throw .invalidJSON(error)
        }
    }

    /// Strings that end the answer, as a list under any name.
    static func stops(_ value: JSONValue?) -> [String] {
        guard case .array(let entries)? = value else { return [] }
        return entries.compactMap { entry in
            guard case .string(let text) = entry, !text.isEmpty else { return nil }
            return text
        }
    }
}
