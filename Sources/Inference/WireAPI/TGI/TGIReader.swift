/// Reads the JSON objects that Text Generation Inference's own API sends.
///
/// Every event carries one `token`; the last one also has the whole `generated_text` and `details`.
/// There is no further mark of the end. A token that is `special`, such as the end of the text, is
/// not shown to anybody.
struct TGIReader {
    /// Whether to decode text.
    let keepText: Bool

    /// Reads one event of a stream.
    ///
    /// - Parameter data: The JSON text.
    /// - Returns: What it brought.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` when it is neither a token nor an error.
    func event(_ data: UnsafeRawBufferPointer) throws(WireError) -> StreamEvent {
        var event = StreamEvent()
        var isToken = false
        var isLast = false
        var reason: FinishReason?
        try WireObject.read(data) { (key, reader) throws(JSONError) in
            if key.equals("token") {
                isToken = true
                try readToken(&reader, into: &event)
            } else if key.equals("generated_text") {
                isLast = reader.peek() == .string
                try reader.skipValue()
            } else if key.equals("details") {
                reason = try readDetails(&reader, into: &event)
            } else {
                try reader.skipValue()
            }
        }
        guard isToken else { return try WireObject.error(in: data, expected: "\"token\"") }
        event.choices = 1
        if isLast {
            event.finish(reason)
            event.isEndMark = true
        }
        return event
    }

    /// Reads a whole answer.
    ///
    /// - Parameter body: The JSON text.
    /// - Returns: What it held.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` when it is neither an answer nor an
    ///   error.
    func whole(_ body: UnsafeRawBufferPointer) throws(WireError) -> StreamEvent {
        var event = StreamEvent()
        var isAnswer = false
        var reason: FinishReason?
        try WireObject.read(body) { (key, reader) throws(JSONError) in
            if key.equals("generated_text") {
                isAnswer = reader.peek() == .string
                try event.readContent(&reader, keepText: keepText)
            } else if key.equals("details") {
                reason = try readDetails(&reader, into: &event)
            } else {
                try reader.skipValue()
            }
        }
        guard isAnswer else {
            return try WireObject.error(in: body, expected: "\"generated_text\"")
        }
        event.finish(reason)
        return event
    }

    private func readToken(
        _ reader: inout JSONReader, into event: inout StreamEvent
    ) throws(JSONError) {
        var piece = StreamEvent()
        var isSpecial = false
        try reader.readObjectOrSkip { (key, reader) throws(JSONError) in
            if key.equals("text") {
                try piece.readContent(&reader, keepText: keepText)
            } else if key.equals("special") {
                isSpecial = try reader.readBooleanOrSkip() ?? false
            } else {
                try reader.skipValue()
            }
        }
        guard !isSpecial else { return }
        event.contentBytes = piece.contentBytes
        event.text = piece.text
        event.content = piece.content
    }

    private func readDetails(
        _ reader: inout JSONReader, into event: inout StreamEvent
    ) throws(JSONError) -> FinishReason? {
        var reason: FinishReason?
        var usage = TokenUsage()
        try reader.readObjectOrSkip { (key, reader) throws(JSONError) in
            if key.equals("finish_reason") {
                reason = try reader.readStringOrSkip().map(FinishReason.init)
            } else if key.equals("generated_tokens") {
                usage.completionTokens = try reader.readCountOrSkip()
            } else if key.equals("input_length") {
                usage.promptTokens = try reader.readCountOrSkip()
            } else {
                try reader.skipValue()
            }
        }
        if usage != TokenUsage() { event.usage = usage }
        return reason
    }
}
