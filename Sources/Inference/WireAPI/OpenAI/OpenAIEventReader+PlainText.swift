/// Finding the text of a chunk, so that the next one of its kind can be told by its bytes.
extension OpenAIEventReader {
    /// Where the text lies in a chunk that brings a piece of an answer and nothing else.
    ///
    /// - Parameters:
    ///   - data: The chunk.
    ///   - event: What the full reader made of it.
    /// - Returns: The bytes between the quotes; `nil` when the chunk brings something else as well,
    ///   or when another text would make it mean something else.
    static func plainText(in data: UnsafeRawBufferPointer, of event: StreamEvent) -> Range<Int>? {
        guard event.error == nil, event.usage == nil, event.serverTimings == nil,
            event.finishReason == nil,
            event.finishedChoices == 0, !event.isRefusal, !event.hasToolCall, !event.isEndMark,
            (event.contentBytes == 0) != (event.reasoningBytes == 0)
        else { return nil }
        let isContent = event.contentBytes > 0
        let count = event.contentBytes + event.reasoningBytes
        var found: Range<Int>?
        func look(_ reader: inout JSONReader) throws(JSONError) {
            guard reader.peek() == .string else {
                try reader.skipValue()
                return
            }
            let text = try reader.readStringBytes()
            guard found == nil, text.count == count, let base = data.baseAddress,
                let start = text.baseAddress
            else { return }
            found = (start - base)..<(start - base + count)
        }
        func lookAtDelta(
            _ key: UnsafeRawBufferPointer, _ reader: inout JSONReader
        ) throws(JSONError) {
            let isNamed =
                isContent
                ? key.equals("content")
                : key.equals("reasoning") || key.equals("reasoning_content")
            if isNamed { try look(&reader) } else { try reader.skipValue() }
        }
        func lookAtChoice(
            _ key: UnsafeRawBufferPointer, _ reader: inout JSONReader
        ) throws(JSONError) {
            if key.equals("delta"), reader.peek() == .object {
                try reader.readObject(lookAtDelta)
            } else if isContent, key.equals("text") {
                try look(&reader)
            } else {
                try reader.skipValue()
            }
        }
        var reader = JSONReader(data)
        try? reader.readObject { (key, reader) throws(JSONError) in
            guard key.equals("choices"), reader.peek() == .array else {
                try reader.skipValue()
                return
            }
            try reader.readArray { (reader) throws(JSONError) in
                if reader.peek() == .object {
                    try reader.readObject(lookAtChoice)
                } else {
                    try reader.skipValue()
                }
            }
        }
        return found
    }
}
