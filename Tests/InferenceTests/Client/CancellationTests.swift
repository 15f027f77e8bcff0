import Inference
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
    @Test func `cancelling the task closes the connection`() async throws {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatToken("a"), .mark("token"), .awaitClose,
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                let measured = try await Self.cancelled(client) {
                    try await server.passed("token")
                    try await TestClient.settle(client)
                }
                #expect(measured.outcome == .cancelled(.runEnded))
                #expect(measured.chunkCount == 1)
                #expect(measured.outcome.outcomeClass == .excluded)
                try await server.clientClosed()
            }
        }
    }

    @Test func `cancelling while connecting ends at once`() async throws {
        try await FullListener.with { port in
            try await TestClient.with("http://127.0.0.1:\(port)") { client in
                let measured = try await Self.cancelled(client) {
                    try await TestClient.settle(client)
                }
                #expect(measured.outcome == .cancelled(.runEnded))
                #expect(measured.instants.connected == nil)
            }
        }
    }

    @Test func `a task cancelled beforehand leaves no connection behind`() async throws {
        try await withScriptedServer(.chatAnswer()) { server in
            try await TestClient.with(server.url) { client in
                let measured = try await withThrowingTaskGroup(of: MeasuredRequest.self) { group in
                    // What is added from here on is cancelled before it begins.
                    group.cancelAll()
                    group.addTask { await client.perform(TestClient.request) }
                    return try #require(try await group.next())
                }
                #expect(measured.outcome == .cancelled(.runEnded))
                #expect(measured.instants.responseHead == nil)
                // The connection may come to stand after the request has been given up.
                try await server.clientClosed()
            }
        }
    }

    @Test func `a finished answer that waits for its end is complete when cancelled`() async throws
    {
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatToken("a"), .chatFinish(), .mark("finished"),
            .awaitClose,
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                let measured = try await Self.cancelled(client) {
                    try await server.passed("finished")
                    try await TestClient.settle(client)
                }
                #expect(measured.outcome == .completed(.stop))
            }
            try await server.clientClosed()
        }
    }

    @Test(arguments: [1, 3])
    func `hanging up after some chunks closes the connection`(_ count: Int) async throws {
        var request = TestClient.request
        request.cancelAfterChunks = count
        let script: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatRole(),
            .forever([.chatToken("a"), .pause(.milliseconds(2))]),
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                let measured = await client.perform(request)
                #expect(measured.outcome == .cancelled(.requested))
                #expect(measured.chunkCount == count)
                try await server.clientClosed()
            }
        }
    }

    /// Performs a request in a task that is cancelled when the body returns.
    private static func cancelled(
        _ client: InferenceClient, after body: () async throws -> Void
    ) async throws -> MeasuredRequest {
        try await withThrowingTaskGroup(of: MeasuredRequest.self) { group in
            group.addTask { await client.perform(TestClient.request) }
            try await body()
            group.cancelAll()
            return try #require(try await group.next())
        }
    }
}
