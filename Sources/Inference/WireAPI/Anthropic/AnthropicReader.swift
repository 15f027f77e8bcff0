/// Reads the JSON objects that the messages API sends.
///
/// Every object names its `type`. Types that nobody knows yet are passed over, as the API's
/// documentation asks of its readers.
struct AnthropicReader {
    /// Whether to decode text.
    let keepText: Bool

    /// What one object holds, whatever its type.
    private struct Members {
        var type: String?
        var event = StreamEvent()
        var stopReason: FinishReason?
        var hasContent = false
    }

    /// Reads one event of a stream.
    ///
    /// - Parameter data: The JSON text.
    /// - Returns: What it brought.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` when the object has no type.
    func event(_ data: UnsafeRawBufferPointer) throws(WireError) -> StreamEvent {
        var members = try read(data)
        guard members.event.error == nil else { return members.event }
        switch members.type {
        case "message_start", "content_block_start", "content_block_delta", "content_block_stop":
            members.event.choices = 1
        case "message_delta":
            members.event.choices = 1
            if let reason = members.stopReason { members.event.finish(reason) }
        case "message_stop": members.event.isEndMark = true
        case .some: break
        case nil: return try WireObject.error(in: data, expected: "\"type\"")
        }
        return members.event
    }

    /// Reads a whole answer.
    ///
    /// - Parameter body: The JSON text.
    /// - Returns: What it held.
    /// - Throws: `WireError.notJSON`, or `.unexpectedShape` when it is neither a message nor an
    ///   error.
    func whole(_ body: UnsafeRawBufferPointer) throws(WireError) -> StreamEvent {
        var members = try read(body)
        guard members.event.error == nil else { return members.event }
        guard members.hasContent else {
            return try WireObject.error(in: body, expected: "\"content\"")
        }
        members.event.choices = 1
        if let reason = members.stopReason { members.event.finish(reason) }
        return members.event
    }

    // MARK: - Members

    private func read(_ data: UnsafeRawBufferPointer) throws(WireError) -> Members {
        var members = Members()
        try WireObject.read(data) { (key, reader) throws(JSONError) in
            if key.equals("type") {
                members.type = try reader.readStringOrSkip()
            } else if key.equals("delta") || key.equals("content_block") {
                try readBlock(&reader, into: &members)
            } else if key.equals("error") {
                members.event.error = try ErrorBodyReader.readError(&reader)
            } else if key.equals("message") {
                try reader.readObjectOrSkip { (key, reader) throws(JSONError) in
                    try readMessageMember(key, &reader, into: &members)
                }
            } else {
                try readMessageMember(key, &reader, into: &members)
            }
        }
        return members
    }

    /// Reads a member of a message, which stands alone in a whole answer and inside `message` at
    /// the start of a stream.
    private func readMessageMember(
        _ key: UnsafeRawBufferPointer, _ reader: inout JSONReader, into members: inout Members
    ) throws(JSONError) {
        if key.equals("usage") {
            members.event.usage = try readUsage(&reader)
        } else if key.equals("stop_reason") {
            members.stopReason = try reader.readStringOrSkip().map(FinishReason.init)
        } else if key.equals("model"), keepText {
            members.event.model = try reader.readStringOrSkip()
        } else if key.equals("content") {
            members.hasContent = true
            try reader.readArrayOrSkip { (reader) throws(JSONError) in
                try readBlock(&reader, into: &members)
            }
        } else {
            try reader.skipValue()
        }
    }

    /// Reads a content block, or what a delta adds to one or to the message.
    private func readBlock(
        _ reader: inout JSONReader, into members: inout Members
    ) throws(JSONError) {
        try reader.readObjectOrSkip { (key, reader) throws(JSONError) in
            if key.equals("text") {
                try members.event.readContent(&reader, keepText: keepText)
            } else if key.equals("thinking") {
                try members.event.readReasoning(&reader, keepText: keepText)
            } else if key.equals("partial_json") {
                let piece = try reader.readStringOrSkip() ?? ""
                if !piece.isEmpty { members.event.hasToolCall = true }
            } else if key.equals("stop_reason") {
                members.stopReason = try reader.readStringOrSkip().map(FinishReason.init)
            } else if key.equals("type") {
                let type = try reader.readStringOrSkip() ?? ""
                if type.hasSuffix("tool_use") { members.event.hasToolCall = true }
            } else {
                try reader.skipValue()
            }
        }
    }

    /// Reads token counts: `input_tokens` leaves out what the prefix cache had or took.
    private func readUsage(_ reader: inout JSONReader) throws(JSONError) -> TokenUsage? {
        var usage = TokenUsage()
        var input: Int?
        var written = 0
        try reader.readObjectOrSkip { (key, reader) throws(JSONError) in
            if key.equals("input_tokens") {
                input = try reader.readCountOrSkip()
            } else if key.equals("output_tokens") {
                usage.completionTokens = try reader.readCountOrSkip()
            } else if key.equals("cache_read_input_tokens") {
                usage.cachedTokens = try reader.readCountOrSkip()
            } else if key.equals("cache_creation_input_tokens") {
                written = try reader.readCountOrSkip() ?? 0
            } else {
                try reader.skipValue()
            }
        }
        usage.promptTokens = input.map { $0 + (usage.cachedTokens ?? 0) + written }
        return usage == TokenUsage() ? nil : usage
    }
}
