import Inference
import Testing

@Suite struct OpenAIEventTests {
    private static func decode(
        _ text: String, api: any WireAPI = OpenAIChat(), keepText: Bool = true
    ) throws -> StreamEvent {
        let empty = UnsafeRawBufferPointer(start: nil, count: 0)
        return try Array(text.utf8).withUnsafeBytes {
            try api.decodeEvent(type: empty, data: $0, keepText: keepText)
        }
    }

    private static func delta(_ members: String, _ more: String = "") -> String {
        #"{"choices":[{"index":0,"delta":{\#(members)}\#(more)}]}"#
    }

    struct Meaning: Sendable, CustomTestStringConvertible {
        var text: String
        var isMeaningful: Bool
        var kept = ""
        var content = 0
        var reasoning = 0

        var testDescription: String { text }
    }

    @Test(arguments: [
        Meaning(text: delta(#""content":"hi""#), isMeaningful: true, kept: "hi", content: 2),
        Meaning(text: delta(#""content":"""#), isMeaningful: false),
        Meaning(text: delta(#""content":null"#), isMeaningful: false),
        Meaning(text: delta(#""role":"assistant""#), isMeaningful: false),
        Meaning(text: delta(#""role":"assistant","content":"""#), isMeaningful: false),
        Meaning(text: delta(""), isMeaningful: false),
        Meaning(text: delta(#""content":" ""#), isMeaningful: true, kept: " ", content: 1),
        Meaning(text: delta(#""content":"\n""#), isMeaningful: true, kept: "\n", content: 1),
        Meaning(text: delta(#""content":"é""#), isMeaningful: true, kept: "é", content: 2),
        Meaning(
            text: delta(#""reasoning_content":"hm""#), isMeaningful: true, kept: "hm", reasoning: 2),
        Meaning(text: delta(#""reasoning":"hm""#), isMeaningful: true, kept: "hm", reasoning: 2),
        Meaning(
            text: delta(#""reasoning":"hm","reasoning_content":"hm""#), isMeaningful: true,
            kept: "hm", reasoning: 2),
        Meaning(
            text: delta(#""reasoning":null,"reasoning_content":"hm""#), isMeaningful: true,
            kept: "hm", reasoning: 2),
        Meaning(
            text: delta(#""reasoning_content":null,"content":"x""#), isMeaningful: true, kept: "x",
            content: 1),
        Meaning(text: delta(#""refusal":"no""#), isMeaningful: true, kept: "no", content: 2),
        Meaning(
            text: delta(#""tool_calls":[{"index":0,"function":{"arguments":"{"}}]"#),
            isMeaningful: true),
        Meaning(text: delta(#""tool_calls":[]"#), isMeaningful: false),
        Meaning(text: delta(#""tool_calls":null"#), isMeaningful: false),
        Meaning(text: delta(#""function_call":{"name":"f"}"#), isMeaningful: true),
        Meaning(
            text: delta(#""content":[{"type":"text","text":"ab"},1,{"type":"x"}]"#),
            isMeaningful: true, kept: "ab", content: 2),
        Meaning(text: #"{"choices":[]}"#, isMeaningful: false),
        Meaning(text: #"{"choices":null}"#, isMeaningful: false),
        Meaning(text: #"{"choices":[null,{"delta":null}]}"#, isMeaningful: false),
        Meaning(text: #"{"choices":[{"text":"ab"}]}"#, isMeaningful: true, kept: "ab", content: 2),
    ])
    func `content, reasoning and tool calls are meaningful, the rest is not`(
        _ meaning: Meaning
    ) throws {
        let event = try Self.decode(meaning.text)
        #expect(event.isMeaningful == meaning.isMeaningful)
        #expect(event.text == meaning.kept)
        #expect(event.contentBytes == meaning.content)
        #expect(event.reasoningBytes == meaning.reasoning)
        let lean = try Self.decode(meaning.text, keepText: false)
        #expect(lean.isMeaningful == meaning.isMeaningful)
        #expect(lean.text.isEmpty)
        #expect(try Self.decode(meaning.text, api: OpenAICompletions()) == event)
    }

    @Test(
        arguments: [
            (#""stop""#, FinishReason.stop), (#""eos_token""#, .stop), (#""end_turn""#, .stop),
            (#""length""#, .length), (#""max_tokens""#, .length), (#""tool_calls""#, .toolCalls),
            (#""content_filter""#, .contentFilter), (#""abort""#, .abort),
            (#""new""#, .other("new")),
            ("null", nil), (#""""#, nil), ("7", nil),
        ] as [(String, FinishReason?)])
    func `a finish reason is read, and an empty word is none`(
        _ word: String, _ reason: FinishReason?
    ) throws {
        let event = try Self.decode(Self.delta("", #","finish_reason":\#(word)"#))
        #expect(event.finishReason == reason)
        #expect(event.finishedChoices == (reason == nil ? 0 : 1))
        #expect(event.choices == 1)
    }

    @Test func `choices are told apart by their index`() throws {
        let event = try Self.decode(
            #"{"choices":[{"index":1,"delta":{},"finish_reason":"length"},{"index":3,"delta":{}},"#
                + #"{"index":100,"text":"a"},{"index":-1,"text":"b"}]}"#)
        let seen: UInt64 = 1 << 63 | 1 << 3 | 1 << 1 | 1
        #expect(event.choices == seen)
        #expect(event.finishedChoices == 1 << 1)
    }

    @Test(
        arguments: [
            (
                #"{"prompt_tokens":5,"total_tokens":17,"completion_tokens":12}"#,
                TokenUsage(promptTokens: 5, completionTokens: 12)
            ),
            (
                #"{"prompt_tokens":5,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":4}}"#,
                TokenUsage(promptTokens: 5, completionTokens: 1, cachedTokens: 4)
            ),
            (
                #"{"prompt_tokens":5,"prompt_tokens_details":null,"completion_tokens":null}"#,
                TokenUsage(promptTokens: 5)
            ),
            (#"{"prompt_tokens":-1,"completion_tokens":1.5}"#, TokenUsage()),
            (#"{"prompt_tokens":"5","completion_tokens":1e400}"#, TokenUsage()),
            ("{}", TokenUsage()),
            ("null", nil), ("7", nil),
        ] as [(String, TokenUsage?)])
    func `usage is read as far as it makes sense`(_ text: String, _ usage: TokenUsage?) throws {
        let event = try Self.decode(#"{"choices":[],"usage":\#(text)}"#)
        #expect(event.usage == usage)
    }

    @Test(
        arguments: [
            (#"{"error":{"message":"m","code":500}}"#, ServerError(message: "m", code: 500)),
            (#"{"error":"m"}"#, ServerError(message: "m")),
            (#"{"object":"error","message":"m","code":400}"#, ServerError(message: "m", code: 400)),
            (#"{"detail":"m"}"#, ServerError(message: "m")),
            (#"{"choices":[],"error":null}"#, nil), (#"{"choices":[],"error":""}"#, nil),
            (#"{"choices":[],"error":false}"#, nil), (#"{"choices":[],"message":"m"}"#, nil),
        ] as [(String, ServerError?)])
    func `an error among the events is found`(_ text: String, _ error: ServerError?) throws {
        #expect(try Self.decode(text).error == error)
    }

    @Test func `only the exact end mark ends a stream`() throws {
        #expect(try Self.decode("[DONE]").isEndMark)
        #expect(try !Self.decode(#"{"choices":[]}"#).isEndMark)
        for text in ["[DONE] ", "[done]", "DONE", "[]"] {
            #expect(throws: WireError.self) { _ = try Self.decode(text) }
        }
    }

    @Test(arguments: [
        ("{", "not JSON at byte 1: found the end, expected a string"),
        ("[1]", "expected a JSON object, found another JSON value"),
        ("\"text\"", "expected a JSON object, found another JSON value"),
        ("{}", "a JSON object without \"choices\", \"usage\" or \"error\""),
        (#"{"usage":null}"#, "a JSON object without \"choices\", \"usage\" or \"error\""),
        (#"{"choices":[]} x"#, "not JSON at byte 15: found \"x\", expected the end of the text"),
        ("", "not JSON at byte 0: found the end, expected a value"),
    ])
    func `what the API does not send is an error that says why`(
        _ text: String, _ message: String
    ) {
        let error = #expect(throws: WireError.self) { _ = try Self.decode(text) }
        #expect(error?.description == message)
    }

    @Test func `a whole answer reads like one event`() throws {
        let body = Array(
            (#"{"model":"m1","choices":[{"index":0,"message":{"role":"assistant","content":"hi","#
                + #""reasoning":"hm"},"finish_reason":"stop"}],"usage":{"completion_tokens":2}}"#)
                .utf8)
        let event = try body.withUnsafeBytes {
            try OpenAIChat().decodeWhole($0, keepText: true)
        }
        #expect(event.text == "hihm")
        #expect(event.model == "m1")
        #expect(event.finishReason == .stop)
        #expect(event.usage == TokenUsage(completionTokens: 2))
        #expect(event.choices == 1 && event.finishedChoices == 1)
    }
}
