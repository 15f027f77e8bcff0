import Foundation
import Inference
import TestKit
import Testing

extension ComputingTests {
    @Suite struct RequestBodyTests {
        private static let messages = [
            ChatMessage(role: .system, content: "Be brief."),
            ChatMessage(role: .user, content: "Hi"),
        ]

        @Test func `a chat request in full`() {
            let request = InferenceRequest(
                model: "org/m", messages: Self.messages, maxTokens: 16, temperature: 0.5,
                stop: ["\n", "end"])
            let body = String(decoding: OpenAIChat().body(for: request), as: UTF8.self)
            #expect(
                body == #"{"model":"org/m","messages":[{"role":"system","content":"Be brief."},"#
                    + #"{"role":"user","content":"Hi"}],"max_tokens":16,"temperature":0.5,"#
                    + #""stop":["\u000a","end"],"stream":true,"#
                    + #""stream_options":{"include_usage":true}}"#)
        }

        @Test func `a chat request that is not streamed`() {
            let request = InferenceRequest(
                model: "m", messages: Self.messages, maxTokens: 1, stream: false)
            let body = String(decoding: OpenAIChat().body(for: request), as: UTF8.self)
            #expect(body.hasSuffix(#""max_tokens":1,"stream":false}"#))
        }

        @Test func `a streamed request without usage`() {
            let request = InferenceRequest(
                model: "m", messages: Self.messages, maxTokens: 1, wantsUsage: false)
            let body = String(decoding: OpenAIChat().body(for: request), as: UTF8.self)
            #expect(body.hasSuffix(#""max_tokens":1,"stream":true}"#))
        }

        @Test func `a completion request joins the messages`() {
            let request = InferenceRequest(model: "m", messages: Self.messages, maxTokens: 3)
            let body = String(decoding: OpenAICompletions().body(for: request), as: UTF8.self)
            #expect(
                body == #"{"model":"m","prompt":"Be brief.\u000aHi","max_tokens":3,"stream":true,"#
                    + #""stream_options":{"include_usage":true}}"#)
        }

        @Test func `the APIs know their names and paths`() {
            #expect(OpenAIChat().name == "openai-chat")
            #expect(OpenAIChat().path == "v1/chat/completions")
            #expect(OpenAICompletions().name == "openai-completions")
            #expect(OpenAICompletions().path == "v1/completions")
            #expect(OpenAIChat().framing == .serverSentEvents)
            #expect(OpenAICompletions().framing == .serverSentEvents)
        }

        @Test(arguments: 1...3 as ClosedRange<UInt64>)
        func `any text survives the way through JSON`(_ seed: UInt64) throws {
            var random = SeededGenerator(seed: seed)
            for _ in 0..<200 {
                let scalars = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                    Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random)) ?? " "
                }
                let text = String(String.UnicodeScalarView(scalars))
                let temperature = Double.random(in: 0...2, using: &random)
                let request = InferenceRequest(
                    model: text, messages: [ChatMessage(role: .user, content: text)], maxTokens: 1,
                    temperature: temperature, stop: [text])
                let data = Data(OpenAIChat().body(for: request))
                let object = try JSONSerialization.jsonObject(with: data)
                let body = try #require(object as? [String: Any])
                #expect(body["model"] as? String == text)
                #expect(body["stop"] as? [String] == [text])
                let messages = try #require(body["messages"] as? [[String: String]])
                #expect(messages == [["role": "user", "content": text]])
                let sent = try #require(body["temperature"] as? Double)
                #expect(abs(sent - temperature) < 1e-12)
            }
        }
    }
}
