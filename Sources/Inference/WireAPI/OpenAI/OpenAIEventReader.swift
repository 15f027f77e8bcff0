/// Reads the JSON objects that the OpenAI APIs and their many imitations send.
///
/// Chat chunks carry `choices[].delta`, whole chat answers `choices[].message`, text completions
/// `choices[].text`; everything else is the same, so one reader serves all four shapes.
/// Reasoning text arrives as `reasoning_content` (SGLang, older vLLM, DeepSeek) or `reasoning`
/// (newer vLLM, OpenRouter).
struct OpenAIEventReader {
    /// Whether to decode text.
    let keepText: Bool

    /// Reads one chunk or one whole answer.
    ///
    /// - Parameter data: The JSON text.
    /// - Returns: What it brought.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` when it is neither an answer nor an
    ///   error.
    func read(_ data: UnsafeRawBufferPointer) throws(WireError) -> StreamEvent {
        var event = StreamEvent()
        var hasChoices = false
        var reader = JSONReader(data)
        do {
            guard reader.peek() == .object else {
                try reader.skipValue()
                try reader.finish()
                throw WireError.unexpectedShape("expected a JSON object, found another JSON value")
            }
            try reader.readObject { (key, reader) throws(JSONError) in
                if key.equals("choices") {
                    hasChoices = true
                    try readChoices(&reader, into: &event)
                } else if key.equals("usage") {
                    event.usage = try readUsage(&reader)
                } else if key.equals("error") {
                    event.error = try ErrorBodyReader.readError(&reader)
                } else if key.equals("model"), keepText, reader.peek() == .string {
                    event.model = try reader.readString()
                } else {
                    try reader.skipValue()
                }
            }
            try reader.finish()
        } catch let error as JSONError {
            throw .notJSON(error)
        } catch let error as WireError {
            throw error
        } catch {
            throw .unexpectedShape("\(error)")
        }
        guard hasChoices || event.error != nil || event.usage != nil else {
            if let error = ErrorBodyReader.structured(data) {
                event.error = error
                return event
            }
            throw .unexpectedShape("a JSON object without \"choices\", \"usage\" or \"error\"")
        }
        return event
    }

    // MARK: - Choices

    private func readChoices(
        _ reader: inout JSONReader, into event: inout StreamEvent
    ) throws(JSONError) {
        guard reader.peek() == .array else {
            try reader.skipValue()
            return
        }
        try reader.readArray { (reader) throws(JSONError) in
            guard reader.peek() == .object else {
                try reader.skipValue()
                return
            }
            try readChoice(&reader, into: &event)
        }
    }

    private func readChoice(
        _ reader: inout JSONReader, into event: inout StreamEvent
    ) throws(JSONError) {
        var index = 0
        var finish: FinishReason?
        try reader.readObject { (key, reader) throws(JSONError) in
            if key.equals("delta") || key.equals("message") {
                try readDelta(&reader, into: &event)
            } else if key.equals("text") {
                try readContent(&reader, into: &event)
            } else if key.equals("finish_reason"), reader.peek() == .string {
                // Some gateways send an empty word until there is a reason.
                let word = try reader.readString()
                if !word.isEmpty { finish = FinishReason(word) }
            } else if key.equals("index"), reader.peek() == .number {
                index = Int(exactly: try reader.readNumber()) ?? 0
            } else {
                try reader.skipValue()
            }
        }
        let bit = UInt64(1) << UInt64(min(max(index, 0), 63))
        event.choices |= bit
        if let finish {
            event.finishedChoices |= bit
            event.finishReason = event.finishReason ?? finish
        }
    }

    private func readDelta(
        _ reader: inout JSONReader, into event: inout StreamEvent
    ) throws(JSONError) {
        guard reader.peek() == .object else {
            try reader.skipValue()
            return
        }
        var hasReasoning = false
        try reader.readObject { (key, reader) throws(JSONError) in
            if key.equals("content") {
                try readContent(&reader, into: &event)
            } else if key.equals("refusal") {
                let before = event.contentBytes
                try readContent(&reader, into: &event)
                if event.contentBytes > before { event.isRefusal = true }
            } else if !hasReasoning, key.equals("reasoning") || key.equals("reasoning_content") {
                // Servers that send both names send the same text under both.
                let (count, text) = try readText(&reader)
                event.reasoningBytes += count
                event.text += text
                hasReasoning = count > 0
            } else if key.equals("tool_calls"), reader.peek() == .array {
                try reader.readArray { (reader) throws(JSONError) in
                    event.hasToolCall = true
                    try reader.skipValue()
                }
            } else if key.equals("function_call"), reader.peek() == .object {
                event.hasToolCall = true
                try reader.skipValue()
            } else {
                try reader.skipValue()
            }
        }
    }

    /// Reads a piece of the answer itself.
    private func readContent(
        _ reader: inout JSONReader, into event: inout StreamEvent
    ) throws(JSONError) {
        let (count, text) = try readText(&reader)
        event.contentBytes += count
        event.text += text
        event.content += text
    }

    /// Reads a text member, which may be `null` or, with some gateways, a list of parts.
    ///
    /// - Returns: The bytes of the text, and the text itself when it is wanted.
    private func readText(
        _ reader: inout JSONReader
    ) throws(JSONError) -> (count: Int, text: String) {
        switch reader.peek() {
        case .string where keepText:
            let text = try reader.readString()
            return (text.utf8.count, text)
        case .string:
            return (try reader.readStringBytes().count, "")
        case .array:
            var count = 0
            var whole = ""
            try reader.readArray { (reader) throws(JSONError) in
                guard reader.peek() == .object else {
                    try reader.skipValue()
                    return
                }
                try reader.readObject { (key, reader) throws(JSONError) in
                    if key.equals("text"), reader.peek() == .string {
                        let text = try reader.readString()
                        count += text.utf8.count
                        if keepText { whole += text }
                    } else {
                        try reader.skipValue()
                    }
                }
            }
            return (count, whole)
        default:
            try reader.skipValue()
            return (0, "")
        }
    }

    // MARK: - Usage

    private func readUsage(_ reader: inout JSONReader) throws(JSONError) -> TokenUsage? {
        guard reader.peek() == .object else {
            try reader.skipValue()
            return nil
        }
        var usage = TokenUsage()
        try reader.readObject { (key, reader) throws(JSONError) in
            if key.equals("prompt_tokens"), reader.peek() == .number {
                usage.promptTokens = try readCount(&reader)
            } else if key.equals("completion_tokens"), reader.peek() == .number {
                usage.completionTokens = try readCount(&reader)
            } else if key.equals("prompt_tokens_details"), reader.peek() == .object {
                try reader.readObject { (key, reader) throws(JSONError) in
                    if key.equals("cached_tokens"), reader.peek() == .number {
                        usage.cachedTokens = try readCount(&reader)
                    } else {
                        try reader.skipValue()
                    }
                }
            } else {
                try reader.skipValue()
            }
        }
        return usage
    }

    /// Reads a count; a number that cannot count anything is no report.
    private func readCount(_ reader: inout JSONReader) throws(JSONError) -> Int? {
        Int(exactly: try reader.readNumber()).flatMap { $0 >= 0 ? $0 : nil }
    }
}
