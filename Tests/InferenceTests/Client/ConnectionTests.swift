import Inference
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    private static let answer = [ServerStep].chatAnswer()

    // MARK: - Sharing

    @Test func `a kept-alive connection carries one request after the other`() async throws {
        let script = Self.answer + Self.answer + Self.answer
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                var all: [MeasuredRequest] = []
                for _ in 0..<3 { all.append(await client.perform(TestClient.request)) }
                #expect(all.allSatisfy { $0.outcome == .completed(.stop) })
                #expect(all.map(\.reusedConnection) == [false, true, true])
                #expect(all.map { $0.connectTime == nil } == [false, true, true])
                #expect(all.map { $0.instants.resolved == nil } == [false, true, true])
                #expect(all.allSatisfy { !$0.replacedStaleConnection })
                for measured in all { try PhaseCheck.check(measured.instants) }
            }
            #expect(server.connectionCount == 1)
            #expect(server.requests.map(\.connection) == [0, 0, 0])
            // Shutting the client down closes what it kept.
            try await server.clientClosed()
        }
    }

    @Test func `fresh mode opens a connection for every request`() async throws {
        try await withScriptedServer(Self.answer) { server in
            try await TestClient.with(server.url, mode: .fresh) { client in
                for _ in 0..<3 {
                    let measured = await client.perform(TestClient.request)
                    #expect(measured.outcome == .completed(.stop))
                    #expect(!measured.reusedConnection)
                    let connectTime = try #require(measured.connectTime)
                    #expect(connectTime > .zero)
                }
            }
            #expect(server.connectionCount == 3)
            try await server.clientClosed(3)
        }
    }

    @Test func `requests at the same time have connections of their own`() async throws {
        let steps: [ServerStep] = [
            .awaitRequest, .eventStreamHead(), .chatToken("a"), .gate("go"), .chatFinish(), .done,
            .endOfChunks,
        ]
        try await withScriptedServer(steps) { server in
            try await TestClient.with(server.url) { client in
                async let one = client.perform(TestClient.request)
                async let two = client.perform(TestClient.request)
                try await server.received(2)
                server.open("go")
                #expect(await one.outcome == .completed(.stop))
                #expect(await two.outcome == .completed(.stop))
            }
            #expect(server.connectionCount == 2)
        }
    }

    @Test(arguments: ["Connection: close", "HTTP/1.0"])
    func `a response that forbids it is not followed on its connection`(
        _ form: String
    ) async throws {
        let body = #"{"choices":[{"text":"a","finish_reason":"stop"}]}"#
        let start =
            form == "HTTP/1.0" ? "HTTP/1.0 200 OK\r\n" : "HTTP/1.1 200 OK\r\nConnection: close\r\n"
        let script: [ServerStep] = [
            .awaitRequest, .text("\(start)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"),
            .awaitClose,
        ]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                for _ in 0..<2 {
                    let measured = await client.perform(TestClient.request)
                    #expect(measured.outcome == .completed(.stop))
                }
            }
            #expect(server.connectionCount == 2)
            try await server.clientClosed(2)
        }
    }

    @Test func `trailers are read past`() async throws {
        let end = "e\r\ndata: [DONE]\n\n\r\n0\r\nX-Checksum: 1\r\n\r\n"
        let script = Array(Self.answer.dropLast()) + [.text(end)] + Self.answer
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                for _ in 0..<2 {
                    let measured = await client.perform(TestClient.request)
                    #expect(measured.outcome == .completed(.stop))
                }
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test(arguments: [401, 404, 500])
    func `a connection that carried an error carries the next request`(
        _ status: Int
    ) async throws {
        let script: [ServerStep] = [.awaitRequest, .response(status, body: "{}")] + Self.answer
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url) { client in
                _ = await client.perform(TestClient.request)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .completed(.stop))
                #expect(second.reusedConnection)
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `a complete answer waits for its response to end before the next one goes out`()
        async throws
    {
        var limits = RequestLimits.short()
        limits.endGrace = .seconds(60)
        let script: [ServerStep] =
            [.awaitRequest, .eventStreamHead(), .chatToken("a"), .chatFinish(), .done]
            + [.mark("done"), .gate("end"), .endOfChunks] + Self.answer
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url, limits: limits) { client in
                async let running = Self.performed(by: client)
                try await server.passed("done")
                try await TestClient.settle(client)
                let opened = ContinuousClock.now
                server.open("end")
                let (first, returned) = await running
                #expect(first.outcome == .completed(.stop))
                #expect(returned > opened)
                let end = try #require(first.instants.end)
                #expect(end < opened)
                let second = await client.perform(TestClient.request)
                #expect(second.reusedConnection)
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test(arguments: [ServerStep.close, .reset] as [ServerStep])
    func `a complete answer stays complete when its connection breaks`(
        _ end: ServerStep
    ) async throws {
        var limits = RequestLimits.short()
        limits.endGrace = .seconds(60)
        let script: [ServerStep] =
            [.awaitRequest, .eventStreamHead(), .chatToken("a"), .done, .mark("done")]
            + [.gate("end"), end]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url, limits: limits) { client in
                async let running = client.perform(TestClient.request)
                try await server.passed("done")
                try await TestClient.settle(client)
                server.open("end")
                #expect(await running.outcome == .completed(nil))
            }
        }
    }

    // MARK: - Stale connections

    @Test(arguments: [ServerStep.close, .reset] as [ServerStep])
    func `a connection that closes under the next request is replaced once`(
        _ end: ServerStep
    ) async throws {
        let first = Self.answer + [.awaitRequest, end]
        try await withScriptedServer(connections: [first, Self.answer]) { server in
            try await TestClient.with(server.url) { client in
                _ = await client.perform(TestClient.request)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .completed(.stop))
                #expect(second.replacedStaleConnection)
                #expect(!second.reusedConnection)
                #expect(second.connectTime != nil)
                try PhaseCheck.check(second.instants)
            }
            #expect(server.connectionCount == 2)
            #expect(server.requests.map(\.connection) == [0, 0, 1])
        }
    }

    @Test func `a replacement that closes too is a failure`() async throws {
        let first = Self.answer + [.awaitRequest, .close]
        try await withScriptedServer(connections: [first, [.awaitRequest, .close]]) { server in
            try await TestClient.with(server.url) { client in
                _ = await client.perform(TestClient.request)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .connectionLost("closed before the response head"))
                #expect(second.replacedStaleConnection)
            }
            #expect(server.connectionCount == 2)
        }
    }

    @Test func `a replacement that is refused says so`() async throws {
        try await withScriptedServer(Self.answer + [.awaitRequest, .gate("end"), .close]) {
            server in
            let port = server.port
            try await TestClient.with(server.url) { client in
                _ = await client.perform(TestClient.request)
                async let second = client.perform(TestClient.request)
                try await server.received(2)
                await server.stopListening()
                server.open("end")
                let measured = await second
                #expect(measured.outcome == .connectFailed(.refused, "127.0.0.1:\(port)"))
                #expect(measured.replacedStaleConnection)
            }
        }
    }

    @Test func `a server that fails a request after a while was not stale`() async throws {
        var limits = RequestLimits.short()
        limits.staleConnection = .zero
        let script = Self.answer + [.awaitRequest, .close]
        try await withScriptedServer(script) { server in
            try await TestClient.with(server.url, limits: limits) { client in
                _ = await client.perform(TestClient.request)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .connectionLost("closed before the response head"))
                #expect(second.reusedConnection)
                #expect(!second.replacedStaleConnection)
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test func `a connection that closes while idle is forgotten`() async throws {
        let first = Self.answer + [.closeOutput, .mark("closed")]
        try await withScriptedServer(connections: [first, Self.answer]) { server in
            try await TestClient.with(server.url) { client in
                _ = await client.perform(TestClient.request)
                try await server.passed("closed")
                try await TestClient.settle(client)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .completed(.stop))
                #expect(!second.replacedStaleConnection)
                #expect(!second.reusedConnection)
            }
            #expect(server.connectionCount == 2)
        }
    }

    @Test func `a connection that speaks while idle is not trusted again`() async throws {
        let first =
            Self.answer + [
                .text("HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n"), .mark("spoken"),
            ]
        try await withScriptedServer(connections: [first, Self.answer]) { server in
            try await TestClient.with(server.url) { client in
                _ = await client.perform(TestClient.request)
                try await server.passed("spoken")
                try await TestClient.settle(client)
                let second = await client.perform(TestClient.request)
                #expect(second.outcome == .completed(.stop))
                #expect(!second.reusedConnection)
            }
            #expect(server.connectionCount == 2)
            try await server.clientClosed(2)
        }
    }

    /// Performs a request and tells when it was handed back.
    private static func performed(
        by client: InferenceClient
    ) async -> (MeasuredRequest, returned: ContinuousClock.Instant) {
        let measured = await client.perform(TestClient.request)
        return (measured, .now)
    }
}
