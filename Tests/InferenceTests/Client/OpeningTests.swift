import Inference
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct OpeningTests {
    private static let answers = [ServerStep].chatAnswer() + .chatAnswer()

    @Test func `requests find the connections that were opened before`() async throws {
        try await withScriptedServer(Self.answers) { server in
            try await TestClient.with(server.url) { client in
                let opened = await client.open(count: 3)
                #expect(opened.count == 3)
                #expect(opened.connectTimes.count == 3)
                #expect(opened.connectTimes.allSatisfy { $0 > .zero })
                #expect(opened.secureTimes.isEmpty)
                #expect(opened.shortfall == nil)
                for _ in 0..<2 {
                    let measured = await client.perform(TestClient.request)
                    #expect(measured.outcome == .completed(.stop))
                    #expect(measured.reusedConnection)
                    #expect(measured.connectTime == nil)
                }
            }
            #expect(server.connectionCount == 3)
            // Shutting down closes those that nobody needed as well.
            try await server.clientClosed(3)
        }
    }

    @Test func `more than are opened at once are opened one after the other`() async throws {
        try await withScriptedServer(Self.answers) { server in
            try await TestClient.with(server.url) { client in
                #expect(await client.open(count: 150).count == 150)
            }
            try await server.clientClosed(150)
        }
    }

    @Test func `a connection that the server has closed meanwhile is not used`() async throws {
        try await withScriptedServer([.closeOutput]) { closing in
            try await TestClient.with(closing.url) { client in
                _ = await client.open(count: 1)
                try await closing.clientClosed()
                // The server closes every connection: what a request opens by itself fails, too.
                let measured = await client.perform(TestClient.request)
                #expect(!measured.reusedConnection)
                #expect(measured.connectTime != nil)
            }
        }
    }

    @Test func `an endpoint that is down is the requests' business`() async throws {
        let port = try await closedPort()
        try await TestClient.with("http://127.0.0.1:\(port)") { client in
            let opened = await client.open(count: 100)
            #expect(opened.count == 0)
            #expect(opened.connectTimes.isEmpty)
            guard case .connectFailed(.refused, _) = opened.shortfall else {
                Issue.record("expected a refused connection, found \(opened)")
                return
            }
            let measured = await client.perform(TestClient.request)
            #expect(measured.outcome.code == "connect_refused")
        }
    }

    @Test func `whoever wants fresh connections has none opened`() async throws {
        try await withScriptedServer(Self.answers) { server in
            try await TestClient.with(server.url, mode: .fresh) { client in
                #expect(await client.open(count: 3) == OpenedConnections())
                #expect(server.connectionCount == 0)
            }
        }
    }

    @Test func `a pool deals them out to its clients`() async throws {
        try await withScriptedServer(Self.answers) { server in
            let pool = try ClientPool(
                configuration: ClientConfiguration(
                    endpoint: try Endpoint(url: server.url), api: OpenAIChat()),
                countMax: 2)
            #expect(await pool.open(count: 5).count == 5)
            for client in pool.clients {
                #expect(await client.perform(TestClient.request).reusedConnection)
            }
            await pool.shutdown()
            #expect(server.connectionCount == 5)
        }
    }
}
