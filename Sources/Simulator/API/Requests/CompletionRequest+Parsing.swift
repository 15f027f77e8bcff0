import Exposition

extension CompletionRequest {
    /// Most answers one request may ask for.
    static let choiceLimit = 128

    /// Reads the body of a request.
    ///
    /// - Parameters:
    ///   - bytes: The body.
    ///   - api: The API it was posted to.
    /// - Throws: ``APIError`` with the body and status vLLM answers.
    package init(body bytes: [UInt8], api: CompletionAPI) throws(APIError) {
        let body: JSONValue
        do {
            body = try JSONParser.parse(bytes)
        } catch {
            throw .invalidJSON(error)
        }
        guard case .object(let members) = body else {
            throw .validation(
                "model_attributes_type", at: "body",
                "Input should be a valid dictionary or object to extract fields from",
                input: Self.pythonText(body))
        }
        let fields = FieldReader(body: body)
        self.api = api
        model = try fields.string("model")
        switch api {
        case .chat: prompts = [try Self.chatPrompt(body, memberCount: members.count)]
        case .completions: prompts = try Self.plainPrompts(body)
        }
        let completionTokens = try fields.integer("max_completion_tokens")
        maxTokens =
            if let completionTokens { completionTokens } else { try fields.integer("max_tokens") }
        isStreaming = try fields.bool("stream") ?? false
        let options = body["stream_options"].flatMap { $0 == .null ? nil : $0 }
        if options != nil, !isStreaming {
            throw .badRequest(
                "Stream options can only be defined when `stream=True`.",
                parameter: "stream_options")
        }
        let streamFields = FieldReader(body: options ?? .object([]), path: "body.stream_options")
        includesUsage = try streamFields.bool("include_usage") ?? false
        hasContinuousUsage = try streamFields.bool("continuous_usage_stats") ?? false
        stops = try Self.stopStrings(body)
        choices = try fields.integer("n") ?? 1
        ignoresEnd = try fields.bool("ignore_eos") ?? false
        seed = try fields.integer("seed")
        try Self.checkRanges(fields, choices: choices, maxTokens: maxTokens)
    }

    static func checkRanges(
        _ fields: FieldReader, choices: Int, maxTokens: Int?
    ) throws(APIError) {
        if let temperature = try fields.double("temperature"), temperature < 0 {
            let text = FloatStyle.python.text(temperature)
            throw .badParameter(
                "temperature", value: text, "temperature must be non-negative, got \(text).")
        }
        if let topP = try fields.double("top_p"), topP <= 0 || topP > 1 {
            let text = FloatStyle.python.text(topP)
            throw .badParameter("top_p", value: text, "top_p must be in (0, 1], got \(text).")
        }
        guard choices >= 1 else {
            throw .badParameter("n", value: "\(choices)", "n must be at least 1, got \(choices).")
        }
        guard choices <= choiceLimit else {
            throw .badParameter(
                "n", value: "\(choices)", "n must be at most \(choiceLimit), got \(choices).")
        }
        if let maxTokens, maxTokens < 1 {
            throw .badParameter(
                "max_tokens", value: "\(maxTokens)",
                "max_tokens must be at least 1, got \(maxTokens).")
        }
    }

    // MARK: - Prompts

    static func chatPrompt(
        _ body: JSONValue, memberCount: Int
    ) throws(APIError) -> Prompt {
        guard let messages = body["messages"] else {
            throw .validation(
                "missing", at: "body.messages", "Field required",
                input: "'<dict of \(memberCount) items>'")
        }
        guard case .array(let entries) = messages else {
            throw .validation(
                "list_type", at: "body.messages", "Input should be a valid list",
                input: pythonText(messages))
        }
        guard !entries.isEmpty else {
            throw .badRequest(
                "Cannot apply chat template to an empty conversation. "
                    + "Provide at least one message.", parameter: nil)
        }
        var conversation: [(role: String, text: String)] = []
        for (index, entry) in entries.enumerated() {
            let location = "body.messages.\(index)"
            guard case .object(let members) = entry else {
                throw .validation(
                    "dict_type", at: location, "Input should be a valid dictionary",
                    input: pythonText(entry))
            }
            guard case .string(let role)? = entry["role"] else {
                throw .validation(
                    "missing", at: location + ".role", "Field required",
                    input: "'<dict of \(members.count) items>'")
            }
            conversation.append((role, try messageText(entry["content"] ?? .null, at: location)))
        }
        return Prompt(messages: conversation)
    }

    private static func messageText(
        _ content: JSONValue, at location: String
    ) throws(APIError) -> String {
        switch content {
        case .null: return ""
        case .string(let text): return text
        case .array(let parts):
            var text = ""
            for part in parts {
                guard case .string(let piece)? = part["text"] else {
                    throw .badRequest(
                        "The served model takes text only; the message has a part without text.",
                        parameter: nil)
                }
                text += piece
            }
            return text
        default:
            throw .validation(
                "string_type", at: location + ".content", "Input should be a valid string",
                input: pythonText(content))
        }
    }

    private static func plainPrompts(_ body: JSONValue) throws(APIError) -> [Prompt] {
        let missing = APIError.badRequest(
            "Either prompt or prompt_embeds must be provided and non-empty.", parameter: nil)
        switch body["prompt"] {
        case .string(let text)?:
            return [Prompt(text: text)]
        case .array(let elements)?:
            let numbers = elements.compactMap { element -> Int? in
                guard case .integer(let number) = element else { return nil }
                return number
            }
            if !elements.isEmpty, numbers.count == elements.count {
                return [Prompt(tokenNumbers: numbers)]
            }
            let texts = elements.compactMap { element -> String? in
                guard case .string(let text) = element else { return nil }
                return text
            }
            guard !elements.isEmpty, texts.count == elements.count else { throw missing }
            return texts.map { Prompt(text: $0) }
        default:
            throw missing
        }
    }

    private static func stopStrings(_ body: JSONValue) throws(APIError) -> [String] {
        switch body["stop"] {
        case nil, .null?: return []
        case .string(let stop)?: return [stop]
        case .array(let entries)?:
            var stops: [String] = []
            for entry in entries {
                guard case .string(let stop) = entry else {
                    throw .validation(
                        "string_type", at: "body.stop", "Input should be a valid string",
                        input: pythonText(entry))
                }
                stops.append(stop)
            }
            guard stops.allSatisfy({ !$0.isEmpty }) else {
                throw .badRequest("stop cannot contain an empty string.", parameter: "stop")
            }
            return stops
        case let other?:
            throw .validation(
                "string_type", at: "body.stop", "Input should be a valid string",
                input: pythonText(other))
        }
    }

    /// How a value appears in pydantic's messages; containers are only counted.
    static func pythonText(_ value: JSONValue) -> String {
        switch value {
        case .null: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .integer(let number): "\(number)"
        case .double(let number): FloatStyle.python.text(number)
        case .string(let text): "'\(text)'"
        case .array(let elements): "'<list of \(elements.count) items>'"
        case .object(let members): "'<dict of \(members.count) items>'"
        }
    }
}
