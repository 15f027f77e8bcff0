/// Reads the JSON objects that llama.cpp's own completion sends.
///
/// Every object adds `content`, often nothing; the one with `"stop": true` ends the answer and
/// tells why, how many tokens there were and where the time went. There is no further mark of the
/// end.
struct LlamaCppReader {
    /// Whether to decode text.
    let keepText: Bool

    private static let millisecond = 1e-3

    /// Reads one event, or a whole answer.
    ///
    /// - Parameter data: The JSON text.
    /// - Returns: What it brought.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` when it is neither an answer nor an
    ///   error.
    func read(_ data: UnsafeRawBufferPointer) throws(WireError) -> StreamEvent {
        var event = StreamEvent()
        var usage = TokenUsage()
        var timings = ServerTimings()
        var isAnswer = false
        var isLast = false
        var reason: FinishReason?
        var index = 0
        try WireObject.read(data) { (key, reader) throws(JSONError) in
            if key.equals("content") {
                isAnswer = reader.peek() == .string
                try event.readContent(&reader, keepText: keepText)
            } else if key.equals("stop") {
                isLast = try reader.readBooleanOrSkip() ?? false
            } else if key.equals("index") {
                index = try reader.readCountOrSkip() ?? 0
            } else if key.equals("stop_type") {
                let word = try reader.readStringOrSkip() ?? "none"
                if word != "none" { reason = FinishReason(word) }
            } else if key.equals("tokens_predicted") {
                usage.completionTokens = try reader.readCountOrSkip()
            } else if key.equals("tokens_evaluated") {
                usage.promptTokens = try reader.readCountOrSkip()
            } else if key.equals("timings") {
                usage.cachedTokens = try readTimings(&reader, into: &timings)
            } else if key.equals("error") {
                event.error = try ErrorBodyReader.readError(&reader)
            } else if key.equals("model"), keepText {
                event.model = try reader.readStringOrSkip()
            } else {
                try reader.skipValue()
            }
        }
        guard event.error == nil else { return event }
        guard isAnswer else { return try WireObject.error(in: data, expected: "\"content\"") }
        let bit = UInt64(1) << UInt64(min(index, 63))
        event.choices = bit
        guard isLast else { return event }
        event.finishedChoices = bit
        event.finishReason = reason
        event.isEndMark = true
        if usage != TokenUsage() { event.usage = usage }
        if !timings.isEmpty { event.serverTimings = timings }
        return event
    }

    /// Reads the timings.
    ///
    /// - Returns: The tokens that were served from the prefix cache.
    private func readTimings(
        _ reader: inout JSONReader, into timings: inout ServerTimings
    ) throws(JSONError) -> Int? {
        var cached: Int?
        try reader.readObjectOrSkip { (key, reader) throws(JSONError) in
            if key.equals("prompt_ms") {
                timings.prefill = try reader.readTimeOrSkip(unitSeconds: Self.millisecond)
            } else if key.equals("predicted_ms") {
                timings.decode = try reader.readTimeOrSkip(unitSeconds: Self.millisecond)
            } else if key.equals("cache_n") {
                cached = try reader.readCountOrSkip()
            } else {
                try reader.skipValue()
            }
        }
        return cached
    }
}
