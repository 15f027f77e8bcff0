import EngineModel
import Simulator
import Testing

@Suite(.timeLimit(.minutes(1))) struct HangUpTests {
    static let abort = #"finished_reason="abort""#

    @Test func `a client that leaves a stream frees its slot`() async throws {
        try await withSimulatedServer(TestServers.quick(maxNumSeqs: 1)) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { connection in
                try await connection.send(
                    client.request(
                        "POST", "/v1/chat/completions",
                        body: chatBody(maxTokens: 2_000, stream: true)))
                try await connection.read { $0.components(of: "data: ") > 3 }
            }
            let scrape = try await Scrape.wait(client) {
                $0["request_success_total", Self.abort] == 1
            }
            #expect(scrape["num_requests_running"] == 0)
            #expect(scrape["kv_cache_usage_perc"] == 0)
            #expect(scrape["e2e_request_latency_seconds_count"] == 0)
            #expect((scrape["generation_tokens_total"] ?? 2_000) < 2_000)
            #expect(server.unfinishedRequests == 0)
            // The slot serves the next one.
            let next = try #require(try await client.chat(chatBody(maxTokens: 3)))
            #expect(next.status == 200)
        }
    }

    @Test func `a client that leaves the queue is taken out of it`() async throws {
        try await withSimulatedServer(TestServers.quick(maxNumSeqs: 1)) { server in
            let client = LoopbackClient(server)
            let post = client.request(
                "POST", "/v1/chat/completions", body: chatBody(maxTokens: 2_000, stream: true))
            try await client.withConnection { running in
                try await running.send(post)
                try await running.read { $0.components(of: "data: ") > 2 }
                try await client.withConnection { queued in
                    try await queued.send(post)
                    let scrape = try await Scrape.wait(client) { $0["num_requests_waiting"] == 1 }
                    #expect(scrape["num_requests_running"] == 1)
                    #expect(
                        scrape["num_requests_waiting_by_reason", #"reason="capacity""#] == 1)
                }
                let scrape = try await Scrape.wait(client) {
                    $0["request_success_total", Self.abort] == 1
                }
                #expect(scrape["num_requests_waiting"] == 0)
                #expect(scrape["num_requests_running"] == 1)
            }
            _ = try await Scrape.wait(client) { $0["request_success_total", Self.abort] == 2 }
        }
    }

    @Test func `a client that leaves a whole answer frees its slot`() async throws {
        try await withSimulatedServer(TestServers.quick(maxNumSeqs: 1)) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { connection in
                try await connection.send(
                    client.request(
                        "POST", "/v1/chat/completions", body: chatBody(maxTokens: 2_000)))
                _ = try await Scrape.wait(client) { $0["num_requests_running"] == 1 }
            }
            _ = try await Scrape.wait(client) { $0["request_success_total", Self.abort] == 1 }
            #expect(server.unfinishedRequests == 0)
        }
    }

    @Test func `aborts can be left uncounted, as real releases do`() async throws {
        var configuration = TestServers.quick(maxNumSeqs: 1)
        configuration.countsAborts = false
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { connection in
                try await connection.send(
                    client.request(
                        "POST", "/v1/chat/completions",
                        body: chatBody(maxTokens: 2_000, stream: true)))
                try await connection.read { $0.components(of: "data: ") > 3 }
            }
            let scrape = try await Scrape.wait(client) { _ in server.unfinishedRequests == 0 }
            #expect(scrape["request_success_total", Self.abort] == 0)
            #expect(server.engineMetrics.finished(.abort) == 1)
        }
    }

    @Test func `a connection serves one request after the other`() async throws {
        try await withSimulatedServer(TestServers.quick()) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { connection in
                for round in 1...3 {
                    connection.received = []
                    try await connection.send(
                        client.request(
                            "POST", "/v1/chat/completions",
                            body: chatBody(maxTokens: 3, stream: true), closes: false))
                    try await connection.read { $0.hasSuffix("0\r\n\r\n") }
                    #expect(connection.text.contains("[DONE]"), "round \(round)")
                }
            }
            let scrape = try await Scrape(client)
            #expect(scrape["request_success_total", #"finished_reason="length""#] == 3)
            #expect(scrape["request_success_total", Self.abort] == 0)
        }
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of text: String) -> Int {
        ranges(of: text).count
    }
}
