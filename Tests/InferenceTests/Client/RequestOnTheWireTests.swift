import Foundation
import Inference
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct RequestOnTheWireTests {
    @Test func `a request says what was asked`() async throws {
        try await withScriptedServer(.chatAnswer()) { server in
            _ = try await TestClient.measure(server.url + "/gateway/v1?api-version=2") {
                $0.apiKey = Secret("sk-1234567890")
                $0.headers = [("X-Tenant", "blue"), ("X-Tenant", "green"), ("Accept", "*/*")]
            }
            let request = try #require(server.requests.first)
            #expect(request.method == "POST")
            #expect(request.target == "/gateway/v1/chat/completions?api-version=2")
            #expect(request.version == "HTTP/1.1")
            #expect(request.header("host") == "127.0.0.1:\(server.port)")
            #expect(request.header("user-agent") == "firstlight")
            #expect(request.header("content-type") == "application/json")
            #expect(request.header("authorization") == "Bearer sk-1234567890")
            #expect(request.header("content-length") == "\(request.body.count)")
            let tenants = request.headers.filter { $0.name == "X-Tenant" }.map(\.value)
            #expect(tenants == ["blue", "green"])
            let accepted = request.headers.filter { $0.name.lowercased() == "accept" }
            #expect(accepted.map(\.value) == ["*/*"])
            let body = try JSONSerialization.jsonObject(with: Data(request.body))
            let expected = try JSONSerialization.jsonObject(
                with: Data(OpenAIChat().body(for: TestClient.request)))
            #expect(body as? NSDictionary == expected as? NSDictionary)
        }
    }

    @Test func `a large request arrives whole`() async throws {
        let text = String(repeating: "word ", count: 200_000)
        let request = InferenceRequest(
            model: "m", messages: [ChatMessage(role: .user, content: text)], maxTokens: 1)
        try await withScriptedServer(.chatAnswer()) { server in
            try await TestClient.with(server.url) { client in
                let measured = await client.perform(request)
                #expect(measured.outcome == .completed(.stop))
            }
            let first = try #require(server.requests.first)
            #expect(first.body == OpenAIChat().body(for: request))
        }
    }

    @Test func `an answer before the request is out is taken and the connection is not`()
        async throws
    {
        // More than the sockets of both sides can hold.
        let text = String(repeating: "word ", count: 4_000_000)
        let request = InferenceRequest(
            model: "m", messages: [ChatMessage(role: .user, content: text)], maxTokens: 1)
        let early: [ServerStep] = [
            .awaitBytes, .stopReading, .response(413, body: #"{"error":"too large"}"#),
        ]
        try await withScriptedServer(connections: [early, .chatAnswer()]) { server in
            try await TestClient.with(server.url) { client in
                let measured = await client.perform(request)
                #expect(
                    measured.outcome
                        == .rejected(status: 413, ServerError(message: "too large")))
                #expect(measured.instants.requestWritten == nil)
                try PhaseCheck.check(measured.instants)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .completed(.stop))
                #expect(!second.reusedConnection)
            }
            #expect(server.connectionCount == 2)
        }
    }
}
