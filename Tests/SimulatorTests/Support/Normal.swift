/// Replaces what differs from one answer to the next, so that the rest can be compared byte by byte.
enum Normal {
    /// Names, times, words and lengths of an answer.
    static func answer(_ text: String) -> String {
        text
            .replacing(/"id":"(chatcmpl|cmpl)-[0-9a-f]{16}"/) { "\"id\":\"\($0.output.1)-#\"" }
            .replacing(/"created":\d+/, with: "\"created\":#")
            .replacing(/"content":"((?:[^"\\]|\\.)+)"/, with: "\"content\":\"words\"")
            .replacing(/"text":"((?:[^"\\]|\\.)*)"/, with: "\"text\":\"words\"")
            .replacing(/vllm-0\.32\.0-[0-9a-f]{8}/, with: "vllm-0.32.0-#")
    }

    /// Also the token counts, for answers that end where chance wants it.
    static func counts(_ text: String) -> String {
        text
            .replacing(/"(prompt|total|completion)_tokens":\d+/) { "\"\($0.output.1)_tokens\":#" }
            .replacing(/"stop_reason":"[aeo]"/, with: "\"stop_reason\":\"#\"")
    }

    /// The events of a stream, equal neighbours once.
    static func events(_ stream: String) -> [String] {
        var events: [String] = []
        for event in stream.split(separator: "\n\n", omittingEmptySubsequences: false) {
            let normal = answer(String(event)).replacing(
                /"content":""/, with: "\"content\":\"words\"")
            if events.last != normal {
                events.append(normal)
            }
        }
        return events
    }
}
