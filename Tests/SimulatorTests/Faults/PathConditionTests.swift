import EngineModel
import Foundation
import Simulator
import Testing

/// What lies between the client and the engine, seen from the wire.
///
/// Times are only ever bounded from below: the machine may be slow.
@Suite(.timeLimit(.minutes(1))) struct PathConditionTests {
    static func server(_ faults: Fault...) -> SimulatedServerConfiguration {
        TestServers.quick(faults: [FaultRule(faults: faults)])
    }

    /// The sizes of a chunked body's chunks, the last one of size 0 left out.
    static func chunks(_ response: RawResponse) -> Int {
        let text = String(decoding: response.bytes, as: UTF8.self)
        guard let body = text.range(of: "\r\n\r\n") else { return 0 }
        return text[body.upperBound...].ranges(of: "\r\n").count / 2 - 1
    }

    @Test func `a proxy that buffers everything sends one piece`() async throws {
        let free = try await withSimulatedServer(TestServers.quick()) { server in
            try #require(
                try await LoopbackClient(server).chat(chatBody(maxTokens: 12, stream: true)))
        }
        let held = try await withSimulatedServer(Self.server(.buffering(bytes: nil))) { server in
            try #require(
                try await LoopbackClient(server).chat(chatBody(maxTokens: 12, stream: true)))
        }
        #expect(Self.chunks(free) == 14)
        #expect(Self.chunks(held) == 1)
        #expect(held.events.count == free.events.count)
        #expect(held.isComplete)
    }

    @Test func `a proxy that buffers some bytes cuts there`() async throws {
        let response = try await withSimulatedServer(Self.server(.buffering(bytes: 1000))) {
            try #require(
                try await LoopbackClient($0).chat(chatBody(maxTokens: 40, stream: true)))
        }
        let pieces = (response.body.utf8.count + 999) / 1000
        #expect(pieces > 3)
        #expect(Self.chunks(response) == pieces)
        #expect(response.events.last == "[DONE]")
    }

    @Test func `a proxy out of patience cuts the answer off`() async throws {
        let configuration = Self.server(.cutAfter(.milliseconds(300)))
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let start = ContinuousClock.now
            let response = try #require(
                try await client.chat(chatBody(maxTokens: 2_000, stream: true)))
            #expect(start.duration(to: .now) > .milliseconds(290))
            #expect(!response.isComplete)
            #expect(!response.body.contains("[DONE]"))
            #expect(response.status == 200)
            _ = try await Scrape.wait(client) { _ in server.unfinishedRequests == 0 }
            #expect(server.engineMetrics.finished(.abort) == 1)
        }
    }

    @Test func `a thin link holds answers up that the engine has finished`() async throws {
        let rate = 20_000.0
        let configuration = Self.server(.bandwidth(bytesPerSecond: rate))
        try await withSimulatedServer(configuration) { server in
            let start = ContinuousClock.now
            let response = try #require(
                try await LoopbackClient(server).chat(chatBody(maxTokens: 40, stream: true)))
            let least = Double(response.body.utf8.count) / rate
            #expect(least > 0.3)
            #expect(start.duration(to: .now) >= .seconds(least))
            #expect(response.isComplete)
        }
    }

    @Test func `a new connection pays before its first answer, and only then`() async throws {
        let configuration = Self.server(
            .slowConnect(
                resolve: .milliseconds(200), connect: .milliseconds(50),
                secure: .milliseconds(150)))
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { connection in
                let get = client.request("GET", "/version", closes: false)
                let start = ContinuousClock.now
                for answers in 1...20 {
                    try await connection.send(get)
                    try await connection.read { $0.ranges(of: "HTTP/1.1 200").count == answers }
                    if answers == 1 {
                        #expect(start.duration(to: .now) >= .milliseconds(400))
                    }
                }
                // Twenty new connections would have taken 8 s.
                #expect(start.duration(to: .now) < .seconds(8))
            }
        }
    }

    @Test func `a gateway's workers pass one request on after the other`() async throws {
        let configuration = Self.server(.gatewayQueue(workers: 1, service: .milliseconds(150)))
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            let start = ContinuousClock.now
            try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<3 {
                    group.addTask { try await client.chat(chatBody(maxTokens: 2))?.status }
                }
                for try await status in group { #expect(status == 200) }
            }
            #expect(start.duration(to: .now) >= .milliseconds(450))
            // The engine knows nothing of it.
            #expect(server.engineMetrics.queueTime.sum < 0.3)
        }
    }

    @Test func `a connection that is refused gives no byte`() async throws {
        try await withSimulatedServer(Self.server(.refuseConnection)) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { connection in
                try await connection.send(
                    client.request(
                        "POST", "/v1/chat/completions", body: chatBody(maxTokens: 2)))
                while try await connection.read() {}
                #expect(connection.received.isEmpty)
            }
        }
    }
}
