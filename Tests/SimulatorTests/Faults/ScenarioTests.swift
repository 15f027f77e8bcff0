import EngineModel
import Simulator
import Testing

@Suite(.timeLimit(.minutes(1))) struct ScenarioTests {
    @Test func `scenarios are found by their names`() {
        #expect(
            Scenario.all.map(\.name)
                == ["healthy", "admission-cap", "slow-start", "flaky", "dead"])
        for scenario in Scenario.all {
            #expect(Scenario.named(scenario.name) == scenario)
            #expect(!scenario.summary.isEmpty && !scenario.shows.isEmpty)
            #expect(throws: Never.self) { try scenario.server.validate() }
        }
        #expect(Scenario.named("no-such") == nil)
    }

    /// What a scenario's engine does to its recommended load, under a virtual clock.
    static func window(
        _ scenario: Scenario, maxNumSeqs: Int? = nil, seconds: Double = 60
    ) throws -> RunWindow {
        var engine = scenario.server.engine
        engine.maxNumSeqs = maxNumSeqs ?? engine.maxNumSeqs
        var run = try VirtualRun(
            configuration: engine,
            costs: scenario.server.costs,
            workload: ClosedLoopWorkload(
                count: scenario.workload.concurrency,
                staggerSeconds: 0.01,
                pacing: .think(meanSeconds: 0.005, variation: 0.3),
                prompt: .fixed(scenario.workload.promptTokens),
                output: .fixed(scenario.workload.maxTokens)),
            seed: scenario.server.seed)
        return try run.measure(seconds: seconds)
    }

    @Test func `healthy is far below the default objectives`() throws {
        let window = try Self.window(.healthy)
        #expect(window.timeToFirstToken.max < 0.3)
        #expect(window.endToEnd.max < 1)
        // A gate needs 77 clean probes and has a minute.
        #expect(window.records.count > 4 * 77)
    }

    @Test func `under the admission cap half of the requests wait more than 2.5 s`() throws {
        let window = try Self.window(.admissionCap)
        let first = window.timeToFirstToken.sorted
        let slow = first.count { $0 > 2.5 }
        #expect(first.count >= 20)
        #expect(abs(Double(slow) / Double(first.count) - 0.5) < 0.1)
        #expect(window.kvCacheUsage.max < 0.03)
        #expect(window.preemptions == 0)
        #expect(window.waiting.quantile(0.5) == 1)
    }

    @Test func `with sixteen slots the admission cap is gone`() throws {
        let window = try Self.window(.admissionCap, maxNumSeqs: 16)
        #expect(window.timeToFirstToken.max < 0.5)
    }

    @Test func `dead answers every request with 503 and looks healthy otherwise`() async throws {
        try await withSimulatedServer(Scenario.dead.server) { server in
            let client = LoopbackClient(server)
            let body = chatBody(maxTokens: 8, stream: true).replacing("tiny", with: "demo-8b")
            for _ in 0..<5 {
                let response = try #require(try await client.chat(body))
                #expect(response.status == 503)
            }
            #expect(try await client.exchange("GET", "/health")?.status == 200)
            #expect(try await client.exchange("GET", "/v1/models")?.status == 200)
            #expect(server.engineMetrics.steps == 0)
        }
    }
}
