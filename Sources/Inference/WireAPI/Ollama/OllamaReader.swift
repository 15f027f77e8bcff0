/// Reads the JSON objects that Ollama's own APIs send.
///
/// Chat has `message`, completion `response`; all else is the same, whole answers included. The
/// object with `"done": true` ends the answer and tells where the time went, in nanoseconds.
struct OllamaReader {
    /// Whether to decode text.
    let keepText: Bool

    private static let nanosecond = 1e-9

    /// Reads one line, or a whole answer.
    ///
    /// - Parameter data: The JSON text.
    /// - Returns: What it brought.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` when it is neither an answer nor an
    ///   error.
    func read(_ data: UnsafeRawBufferPointer) throws(WireError) -> StreamEvent {
        var event = StreamEvent()
        var usage = TokenUsage()
        var timings = ServerTimings()
        var isDone: Bool?
        var reason: FinishReason?
        try WireObject.read(data) { (key, reader) throws(JSONError) in
            if key.equals("message") {
                try readMessage(&reader, into: &event)
            } else if key.equals("response") {
                try event.readContent(&reader, keepText: keepText)
            } else if key.equals("thinking") {
                try event.readReasoning(&reader, keepText: keepText)
            } else if key.equals("done") {
                isDone = try reader.readBooleanOrSkip()
            } else if key.equals("done_reason") {
                let word = try reader.readStringOrSkip() ?? ""
                reason = word.isEmpty ? nil : FinishReason(word)
            } else if key.equals("error") {
                event.error = try ErrorBodyReader.readError(&reader)
            } else if key.equals("model"), keepText {
                event.model = try reader.readStringOrSkip()
            } else if key.equals("prompt_eval_count") {
                usage.promptTokens = try reader.readCountOrSkip()
            } else if key.equals("eval_count") {
                usage.completionTokens = try reader.readCountOrSkip()
            } else {
                try readTime(key, &reader, into: &timings)
            }
        }
        guard event.error == nil else { return event }
        guard let isDone else {
            return try WireObject.error(in: data, expected: "\"done\"")
        }
        event.choices = 1
        if usage != TokenUsage() { event.usage = usage }
        if !timings.isEmpty { event.serverTimings = timings }
        if isDone {
            event.finish(reason)
            event.isEndMark = true
        }
        return event
    }

    private func readMessage(
        _ reader: inout JSONReader, into event: inout StreamEvent
    ) throws(JSONError) {
        try reader.readObjectOrSkip { (key, reader) throws(JSONError) in
            if key.equals("content") {
                try event.readContent(&reader, keepText: keepText)
            } else if key.equals("thinking") {
                try event.readReasoning(&reader, keepText: keepText)
            } else if key.equals("tool_calls") {
                try reader.readArrayOrSkip { (reader) throws(JSONError) in
                    event.hasToolCall = true
                    try reader.skipValue()
                }
            } else {
                try reader.skipValue()
            }
        }
    }

    private func readTime(
        _ key: UnsafeRawBufferPointer, _ reader: inout JSONReader, into timings: inout ServerTimings
    ) throws(JSONError) {
        if key.equals("total_duration") {
            timings.total = try reader.readTimeOrSkip(unitSeconds: Self.nanosecond)
        } else if key.equals("load_duration") {
            timings.load = try reader.readTimeOrSkip(unitSeconds: Self.nanosecond)
        } else if key.equals("prompt_eval_duration") {
            timings.prefill = try reader.readTimeOrSkip(unitSeconds: Self.nanosecond)
        } else if key.equals("eval_duration") {
            timings.decode = try reader.readTimeOrSkip(unitSeconds: Self.nanosecond)
        } else {
            try reader.skipValue()
        }
    }
}
