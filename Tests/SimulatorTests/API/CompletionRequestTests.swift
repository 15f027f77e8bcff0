import Simulator
import Testing

@Suite struct CompletionRequestTests {
    static func parse(_ text: String, _ api: CompletionAPI = .chat) throws -> CompletionRequest {
        try CompletionRequest(body: Array(text.utf8), api: api)
    }

    static let messages = #""messages":[{"role":"user","content":"Hi"}]"#

    @Test func `everything optional has a default`() throws {
        let request = try Self.parse("{\(Self.messages)}")
        #expect(request.model == nil)
        #expect(request.maxTokens == nil)
        #expect(!request.isStreaming)
        #expect(!request.includesUsage)
        #expect(request.stops == [])
        #expect(request.choices == 1)
        #expect(!request.ignoresEnd)
        #expect(request.prompts.map(\.tokens) == [6])
    }

    @Test func `max_completion_tokens goes before max_tokens`() throws {
        let request = try Self.parse(
            "{\(Self.messages),\"max_tokens\":5,\"max_completion_tokens\":7}")
        #expect(request.maxTokens == 7)
    }

    @Test func `null means not given`() throws {
        let request = try Self.parse(
            "{\(Self.messages),\"max_tokens\":null,\"stop\":null,\"stream_options\":null}")
        #expect(request.maxTokens == nil)
        #expect(request.stops == [])
    }

    @Test func `content may come in text parts`() throws {
        let request = try Self.parse(
            #"{"messages":[{"role":"user","content":[{"type":"text","text":"Hel"},"#
                + #"{"type":"text","text":"lo"}]}]}"#)
        #expect(request.prompts == [Prompt(messages: [("user", "Hello")])])
    }

    @Test func `text completions take text, texts and token numbers`() throws {
        #expect(
            try Self.parse(#"{"prompt":"Hello you"}"#, .completions).prompts.map(\.tokens) == [3])
        #expect(
            try Self.parse(#"{"prompt":["a","b"]}"#, .completions).prompts
                == [Prompt(text: "a"), Prompt(text: "b")])
        #expect(
            try Self.parse(#"{"prompt":[1,2,3,4,5]}"#, .completions).prompts.map(\.tokens) == [5])
    }

    @Test(
        arguments: [
            ("{\(messages),\"n\":0}", "n", "n must be at least 1, got 0."),
            ("{\(messages),\"n\":1000}", "n", "n must be at most 128, got 1000."),
            ("{\(messages),\"top_p\":0}", "top_p", "top_p must be in (0, 1], got 0.0."),
            (
                "{\(messages),\"stream_options\":{\"include_usage\":true}}", "stream_options",
                "Stream options can only be defined when `stream=True`."
            ),
            (
                "{\(messages),\"temperature\":\"hot\"}", "body.temperature",
                "Input should be a valid number"
            ),
            ("{\(messages),\"stream\":\"yes\"}", "body.stream", "Input should be a valid boolean"),
            ("{\(messages),\"stop\":[\"\"]}", "stop", "stop cannot contain an empty string."),
            ("{\"messages\":\"Hi\"}", "body.messages", "Input should be a valid list"),
            ("{\"messages\":[{\"content\":\"Hi\"}]}", "body.messages.0.role", "Field required"),
            ("[1,2]", "body", "Input should be a valid dictionary"),
        ])
    func `wrong values are refused with the name of the parameter`(
        _ body: String, _ parameter: String, _ words: String
    ) throws {
        let error = #expect(throws: APIError.self) { try Self.parse(body) }
        #expect(error?.status == 400)
        #expect(error?.parameter == parameter)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func `a completion without a prompt is refused`() {
        for body in [#"{}"#, #"{"prompt":[]}"#, #"{"prompt":[1,"a"]}"#, #"{"prompt":3}"#] {
            let error = #expect(throws: APIError.self) { try Self.parse(body, .completions) }
            #expect(
                error?.message == "Either prompt or prompt_embeds must be provided and non-empty.")
        }
    }

    @Test func `prompts are counted at four bytes a token`() {
        #expect(Prompt(text: "").tokens == 1)
        #expect(Prompt(text: "1234").tokens == 1)
        #expect(Prompt(text: "12345").tokens == 2)
        #expect(Prompt(messages: [("user", "Say something short.")]).tokens == 10)
        #expect(Prompt(messages: [("system", "1234"), ("user", "1234")]).tokens == 11)
    }

    @Test func `equal beginnings have equal hashes, block by block`() {
        let shared = String(repeating: "x", count: 130)
        let first = Prompt(text: shared + "first ending of some length, well over a block long")
        let second = Prompt(text: shared + "second ending of some length, well over a block too")
        let one = first.blockHashes(blockSize: 16)
        let two = second.blockHashes(blockSize: 16)
        #expect(one.count == 2)
        #expect(one == two)
        #expect(Prompt(text: "y" + shared).blockHashes(blockSize: 16)[0] != one[0])
        #expect(Prompt(text: "short").blockHashes(blockSize: 16) == [])
    }
}
