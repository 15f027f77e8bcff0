import Telemetry
import Testing

@Suite struct AnswerDecodingTests {
    @Test(arguments: ["vllm-0.32.0", "vllm-0.14.1"])
    func `vLLM's models carry their context`(engine: String) throws {
        let models = try ModelsAnswer.decode(Fixture.bytes("\(engine)-models.json"))
        let model = try #require(models.first)
        #expect(models.count == 1)
        #expect(model.id == "tiny")
        #expect(model.ownedBy == "vllm")
        #expect(model.contextTokensMax == 2048)
        #expect(model.aliases.isEmpty)
    }

    @Test func `llama.cpp's models carry the context of a slot, not the model's`() throws {
        let models = try ModelsAnswer.decode(Fixture.bytes("llamacpp-b11434-models.json"))
        #expect(models.map(\.id) == ["tiny"])
        #expect(models.first?.ownedBy == "llamacpp")
        #expect(models.first?.contextTokensMax == 2048)
    }

    @Test func `a bare list of models is enough`() throws {
        let models = try ModelsAnswer.decode(Fixture.bytes("llama-cpp-python-0.3.36-models.json"))
        #expect(models.map(\.id) == ["tiny"])
        #expect(models.first?.contextTokensMax == nil)
    }

    @Test func `a server without models is understood`() throws {
        let body = Array(#"{"object":"list","data":[]}"#.utf8)
        #expect(try ModelsAnswer.decode(body).isEmpty)
    }

    @Test func `releases are read`() throws {
        #expect(try VersionAnswer.decode(Fixture.bytes("vllm-0.32.0-version.json")) == "0.32.0")
        #expect(try VersionAnswer.decode(Fixture.bytes("vllm-0.14.1-version.json")) == "0.14.1")
    }

    @Test func `llama.cpp's properties are read`() throws {
        let props = try PropsAnswer.decode(Fixture.bytes("llamacpp-b11434-props.json"))
        #expect(props.slots == 2)
        #expect(props.slotContextTokens == 2048)
        #expect(props.build == "b11434-unknown")
    }

    @Test(arguments: [
        "llamacpp-b11434-loading-models.json", "llamacpp-b11434-no-such-path.txt",
        "vllm-0.32.0-no-such-path.txt", "llamacpp-b11434-slots.json", "llamacpp-b11434-health.txt",
    ])
    func `JSON of another kind is told apart`(name: String) throws {
        let error = #expect(throws: ProbeFailure.self) {
            try ModelsAnswer.decode(Fixture.bytes(name))
        }
        guard case .unexpectedShape? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `the place of a wrong type is named`() throws {
        let body = Array(#"{"data":[{"id":"a"},{"id":7}]}"#.utf8)
        let error = try #require(
            #expect(throws: ProbeFailure.self) { try ModelsAnswer.decode(body) })
        #expect(error == .unexpectedShape(reason: "data.[1].id is of another type"))
        let missing = try #require(
            #expect(throws: ProbeFailure.self) { try ModelsAnswer.decode(Array("{}".utf8)) })
        #expect(missing == .unexpectedShape(reason: "data is missing"))
    }

    @Test func `pages, other text and nothing are told apart`() throws {
        #expect(throws: ProbeFailure.html) { try VersionAnswer.decode(Array("<html>".utf8)) }
        #expect(throws: ProbeFailure.empty) { try VersionAnswer.decode([]) }
        let error = #expect(throws: ProbeFailure.self) {
            try VersionAnswer.decode(Array("0.32.0".utf8))
        }
        #expect(error != nil)
        let text = #expect(throws: ProbeFailure.self) {
            try VersionAnswer.decode(Array("Ollama is running".utf8))
        }
        guard case .notJSON? = text else {
            Issue.record("\(String(describing: text))")
            return
        }
    }
}
