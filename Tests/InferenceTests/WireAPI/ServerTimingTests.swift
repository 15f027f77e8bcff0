import Inference
import Testing

/// The times that servers tell of themselves, in the bodies that carry some.
@Suite struct ServerTimingTests {
    @Test func `Ollama tells nanoseconds`() throws {
        for name in ["documented-ollama-chat-stream", "documented-ollama-chat-non-stream"] {
            let timings = try Fixture(name).measure(cuts: []).serverTimings
            #expect(
                timings
                    == ServerTimings(
                        total: .nanoseconds(4_883_583_458), load: .nanoseconds(1_334_875),
                        prefill: .nanoseconds(342_546_000), decode: .nanoseconds(4_535_599_000)))
        }
    }

    @Test func `llama.cpp tells milliseconds at its last word`() throws {
        let timings = try Fixture("llamacpp-b11434-completion-stream").measure(cuts: [])
            .serverTimings
        #expect(
            timings
                == ServerTimings(prefill: .microseconds(1006), decode: .microseconds(3516)))
    }

    @Test func `a stream that is cut off tells none`() throws {
        #expect(
            try Fixture("documented-ollama-chat-cut-off").measure(cuts: []).serverTimings == nil)
    }

    @Test(arguments: ["-1", "1e300", "\"5\"", "null", "{}"])
    func `what cannot be a time is none`(_ value: String) throws {
        let text = #"{"response":"x","done":true,"total_duration":\#(value),"eval_count":1}"#
        let event = try Array(text.utf8).withUnsafeBytes {
            try OllamaGenerate().decodeWhole($0, keepText: false)
        }
        #expect(event.serverTimings == nil)
        #expect(event.usage?.completionTokens == 1)
    }
}
