import Diagnosis
import Exposition
import Foundation
import Inference
import Load
import Signals
import Synchronization
import Telemetry
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct LiveGatheringTests {
    private static let date = Date(timeIntervalSince1970: 1_700_000_000)

    private static func settings(_ change: (inout GatheringSettings) -> Void = { _ in })
        -> GatheringSettings
    {
        var settings = GatheringSettings(seed: 3)
        settings.requestsMax = 12
        settings.concurrency = 2
        settings.maxTokens = 8
        settings.failurePause = .milliseconds(1)
        settings.beaconInterval = .milliseconds(20)
        settings.scrapeInterval = .milliseconds(20)
        change(&settings)
        return settings
    }

    /// A server of the simulator's kind is too slow to start for every case: answers are scripted,
    /// the same on every connection, so what is asked does not matter to it.
    private static let answer: [ServerStep] = [
        .awaitRequest,
        .response(
            200,
            body: #"{"id":"c","object":"chat.completion","model":"m","data":[{"id":"m"}],"#
                + #""choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"#
                + #""finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}}"#),
    ]

    private static func gather(
        _ url: String, settings: GatheringSettings = settings(), model: String? = "m",
        metrics: [String] = [], writer: EvidenceWriter? = nil,
        observe: @escaping @Sendable (GatheringEvent) async -> Void = { _ in }
    ) async throws -> Gathered {
        let target = GatheringTarget(
            endpoint: try Endpoint(url: url), name: "p", model: model,
            metrics: try metrics.map { try ServerURL($0) })
        return try await LiveGathering(
            target: target, settings: settings, writer: writer, now: { date }, observe: observe
        ).run()
    }

    @Test func `a load is measured and kept while it goes`() async throws {
        try await withTemporaryFolder { folder in
            try await withScriptedServer([.forever(Self.answer)]) { server in
                let writer = try EvidenceWriter(path: folder)
                let seen = Mutex(0)
                let found = try await Self.gather(server.url, writer: writer) { event in
                    if case .probed = event { seen.withLock { $0 += 1 } }
                }
                #expect(found.end == .requestsSpent)
                #expect(found.model == "m")
                let client = try #require(found.evidence.client)
                #expect(client.probes.map(\.index) == Array(0..<12))
                #expect(client.probes.allSatisfy { $0.outcome == "completed" })
                #expect(client.probes.allSatisfy { $0.maxTokens == 8 && $0.model == "m" })
                #expect(client.probes.contains { $0.reusedConnection == true })
                #expect(client.probes.contains { $0.reusedConnection == false })
                #expect(!client.beacons.isEmpty)
                #expect(client.beacons.allSatisfy { $0.status == 200 })
                #expect(client.beacons.first?.isFresh == true)
                #expect(client.lag != nil && client.processorUse != nil)
                #expect(seen.withLock { $0 } == 12)
                let kept = try EvidenceDirectory(path: folder)
                #expect(kept.evidence.client?.probes.count == 12)
                #expect(kept.evidence.client?.beacons.count == client.beacons.count)
                #expect(kept.evidence.client?.processorUse == client.processorUse)
            }
        }
    }

    @Test func `pages of every server are read until the load is over`() async throws {
        let page = ServerStep.response(
            200, body: "# TYPE vllm:num_requests_running gauge\nvllm:num_requests_running 1\n",
            contentType: "text/plain")
        try await withScriptedServer([.forever([.awaitRequest, page])]) { metrics in
            try await withScriptedServer([.forever(Self.answer)]) { server in
                let found = try await Self.gather(
                    server.url, metrics: [metrics.url + "/metrics", metrics.url + "/other"])
                let scrapes = try #require(found.evidence.server?.scrapes)
                // Before and after the load at least.
                let counts = Dictionary(grouping: scrapes, by: \.instance).mapValues(\.count)
                #expect(
                    Set(counts.keys) == [
                        "127.0.0.1:\(metrics.port)/metrics", "127.0.0.1:\(metrics.port)/other",
                    ])
                #expect(counts.values.allSatisfy { $0 >= 2 })
                #expect(
                    scrapes.allSatisfy { $0.families.map(\.name) == ["vllm:num_requests_running"] })
                #expect(found.evidence.server?.identity?.models?.map(\.id) == ["m"])
                #expect(found.notes == [])
            }
        }
    }

    @Test func `a server whose metrics cannot be read is measured all the same`() async throws {
        try await withScriptedServer([.forever(Self.answer)]) { server in
            let nobody = try await closedPort()
            let found = try await Self.gather(
                server.url, metrics: ["http://127.0.0.1:\(nobody)/metrics"])
            #expect(found.evidence.client?.probes.count == 12)
            #expect(found.evidence.server?.scrapes.isEmpty == true)
            #expect(found.evidence.server?.missed.isEmpty == false)
            #expect(found.notes.count == 1)
            #expect(found.notes.first?.contains("client's measurements alone") == true)
        }
    }

    @Test func `a load of nothing but one failure ends early`() async throws {
        let refused = ServerStep.response(404, body: #"{"error":{"message":"no such model"}}"#)
        try await withScriptedServer([.forever([.awaitRequest, refused])]) { server in
            let found = try await Self.gather(
                server.url,
                settings: Self.settings {
                    $0.requestsMax = 100
                    $0.sameFailuresMax = 5
                }, model: nil)
            let outcome = try #require(found.evidence.client?.probes.first?.outcome)
            #expect(found.end == .sameFailure(outcome: outcome))
            #expect(try #require(found.evidence.client?.probes.count) < 10)
            #expect(found.model == "default")
            #expect(found.notes.contains { $0.contains("all failed with the outcome \(outcome)") })
        }
    }

    @Test func `an endpoint that is not there is evidence of the client alone`() async throws {
        let nobody = try await closedPort()
        let found = try await Self.gather(
            "http://127.0.0.1:\(nobody)", settings: Self.settings { $0.sameFailuresMax = 4 })
        #expect(found.end == .sameFailure(outcome: "connect_refused"))
        #expect(found.evidence.server == nil)
        #expect(found.evidence.client?.beacons.first?.status == nil)
    }

    @Test func `an interrupted load returns what there is`() async throws {
        // Every request but the list of models waits for ever: the first event ends the run.
        let steps = Self.answer + [.awaitRequest]
        try await withScriptedServer(steps) { server in
            let (started, continuation) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await Self.gather(
                    server.url, settings: Self.settings { $0.requestsMax = 1000 }
                ) { event in
                    if case .probed = event { continuation.yield() }
                }
            }
            for await _ in started { break }
            task.cancel()
            let found = try await task.value
            #expect(found.end == .cancelled)
            #expect(found.evidence.client?.probes.isEmpty == false)
        }
    }

    @Test func `questions that were cut off say nothing about the endpoint`() async throws {
        // Nothing is ever answered: the signal comes while it is asked who is there.
        try await withScriptedServer([.awaitRequest]) { server in
            let task = Task { try await Self.gather(server.url, model: nil) }
            task.cancel()
            let found = try await task.value
            #expect(found.end == .cancelled)
            #expect(found.notes.isEmpty)
            #expect(found.evidence.client == nil && found.evidence.server == nil)
        }
    }

    @Test func `several models and none named is refused`() async throws {
        let models = ServerStep.response(200, body: #"{"data":[{"id":"a"},{"id":"b"}]}"#)
        try await withScriptedServer([.forever([.awaitRequest, models])]) { server in
            let error = await #expect(throws: GatheringError.self) {
                try await Self.gather(server.url, model: nil)
            }
            #expect(
                error?.description
                    == "the endpoint serves 2 models (a, b); name the one to ask for")
        }
    }

    @Test func `adapters of the model that is asked for get their share`() async throws {
        let list =
            #"{"data":[{"id":"m"},{"id":"l1","parent":"m"},{"id":"l2","parent":"m"},"#
            + #"{"id":"x","parent":"other"}]}"#
        let models = ServerStep.response(200, body: list)
        try await withScriptedServer([.forever([.awaitRequest, models])]) { server in
            let found = try await Self.gather(
                server.url,
                settings: Self.settings {
                    $0.requestsMax = 40
                    $0.sameFailuresMax = 100
                }, model: nil)
            let models = try #require(found.evidence.client?.probes.map(\.model))
            #expect(found.model == "m")
            #expect(models.count { $0 == "m" } == 36)
            #expect(Set(models) == ["m", "l1", "l2"])
        }
    }
}
