import Signals
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ReplicaScraperTests {
    private static func body(_ running: Int) -> ScriptedAnswer {
        .http(200, text: "vllm:num_requests_running{engine=\"0\"} \(running)\n", type: "text/plain")
    }

    @Test func `a round has a result for every replica, in their order`() async throws {
        try await ScriptedServer.with([
            "/a": Self.body(1), "/b": .http(503, text: "loading"), "/c": Self.body(3),
        ]) { server in
            let replicas = Replica.list(try ["/a", "/b", "/c"].map { try server.url($0) })
            let round = try await TelemetryClient.withClient { client in
                await ReplicaScraper(
                    replicas, scraper: MetricsScraper(client: client), concurrentMax: 2
                ).round()
            }
            #expect(round.scrapes.map(\.replica) == replicas)
            #expect(round.snapshots.map(\.snapshot).map { $0.reading.gauge(.running) } == [1, 3])
            #expect(round.failures.map(\.replica.url.path) == ["/b"])
            #expect(round.failures.first?.failure.description.contains("503") == true)
            let names = replicas.map(\.name)
            #expect(round.timedScrapes().map(\.instance) == [names[0], names[2]])
            #expect(round.timedScrapes(namingReplicas: false).map(\.instance) == ["", ""])
        }
    }

    /// The server answers nobody before all are there: were they asked one by one, none would be.
    @Test func `replicas are asked at the same time, and no more than allowed`() async throws {
        let steps: [ServerStep] = [
            .awaitRequest, .gate("all"),
            .response(200, body: "up 1\n", contentType: "text/plain"),
        ]
        try await withScriptedServer([.forever(steps)]) { server in
            let urls = try (0..<5).map { try ServerURL("\(server.url)/\($0)") }
            let round = try await TelemetryClient.withClient { client in
                let scraper = ReplicaScraper(
                    Replica.list(urls), scraper: MetricsScraper(client: client), concurrentMax: 3)
                async let round = scraper.round()
                try await server.received(3)
                #expect(server.connectionCount == 3)
                server.open("all")
                return await round
            }
            #expect(round.snapshots.count == 5)
        }
    }

    // The limit is real and leaves a busy machine time to answer the replica that does not hang.
    @Test func `a replica that hangs delays no other and is a failure itself`() async throws {
        try await ScriptedServer.with(["/slow": .silence, "/fast": Self.body(2)]) { server in
            let replicas = Replica.list(try ["/slow", "/fast"].map { try server.url($0) })
            let round = try await TelemetryClient.withClient(.init(timeout: .seconds(3))) {
                client in
                await ReplicaScraper(replicas, scraper: MetricsScraper(client: client)).round()
            }
            #expect(round.snapshots.map(\.replica.url.path) == ["/fast"])
            guard case .request(.timeout)? = round.failures.first?.failure.reason else {
                Issue.record("\(round.failures)")
                return
            }
        }
    }

    @Test func `a history keeps the last rounds, and each replica's scrapes in order`()
        async throws
    {
        try await ScriptedServer.with(["/a": Self.body(1), "/b": .http(500)]) { server in
            let replicas = Replica.list(try ["/a", "/b"].map { try server.url($0) })
            var history = ScrapeHistory(roundsMax: 2)
            for _ in 0..<3 {
                history.append(
                    try await TelemetryClient.withClient { client in
                        await ReplicaScraper(replicas, scraper: MetricsScraper(client: client))
                            .round()
                    })
            }
            #expect(history.rounds.count == 2)
            #expect(history.forgotten == 1)
            #expect(history.replicaNames == replicas.map(\.name))
            #expect(history.scrapes(of: replicas[0].name).compactMap(\.snapshot).count == 2)
            #expect(history.scrapes(of: replicas[1].name).compactMap(\.failure).count == 2)
            #expect(history.timedScrapes.map(\.instance) == [replicas[0].name, replicas[0].name])
            #expect(ScrapeWindow(history.timedScrapes).scrapeCount == 2)
        }
    }
}
