import EngineModel

/// A simulated server with a story: how it is set up, what goes wrong, and what that shows.
package struct Scenario: Equatable, Sendable {
    /// Short name, as used on the command line.
    package let name: String
    /// One sentence: what is simulated.
    package let summary: String
    /// One sentence: what a measurement should find.
    package let shows: String
    /// The load under which it shows.
    package let workload: ScenarioWorkload
    /// The server, on a free port of the loopback interface.
    package let server: SimulatedServerConfiguration

    /// All scenarios, the healthy one first.
    package static let all = [healthy, admissionCap, slowStart, flaky, dead]

    /// Finds a scenario by its name.
    package static func named(_ name: String) -> Scenario? {
        all.first { $0.name == name }
    }

    // MARK: - The scenarios

    /// Nothing goes wrong.
    package static let healthy = Scenario(
        name: "healthy",
        summary: "a roomy engine with fast steps",
        shows: "every objective is met; the gate opens",
        workload: ScenarioWorkload(
            concurrency: 4, maxTokens: 32, warmupRequests: 2, promptTokens: 64,
            objective: "ttft p95 <= 2s",
            meetsObjective: true),
        server: SimulatedServerConfiguration(
            modelName: "demo-8b", calibration: .demonstration)
    )

    /// The KServe incident: two slots for three chats.
    ///
    /// An answer of 500 tokens occupies a slot for about 4.4 s, so the third chat waits about 4 s; half of the requests do. The
    /// incident's answers of 700 tokens take 6.1 s and show the same.
    package static let admissionCap = Scenario(
        name: "admission-cap",
        summary: "the KServe incident: --max-num-seqs 2 and three chats (Gemma 26B-A4B on an L40S)",
        shows: "half of the requests wait for a slot although the KV cache is 2 % full",
        workload: ScenarioWorkload(
            concurrency: 3, maxTokens: 500, warmupRequests: 2, promptTokens: 105,
            objective: "ttft p95 <= 2.5s",
            meetsObjective: false),
        server: SimulatedServerConfiguration(
            modelName: "chat-demo", calibration: .gemma26BOnL40S, maxNumSeqs: 2)
    )

    /// The first requests pay for something that is then there: compilation, paging, caches.
    package static let slowStart = Scenario(
        name: "slow-start",
        summary: "the first four requests each stall the engine for 3 s, as a cold compile does",
        shows:
            "without a warm-up the first probes spoil the verdict; after them the engine is healthy",
        workload: ScenarioWorkload(
            concurrency: 1, maxTokens: 32, warmupRequests: 4, promptTokens: 64,
            objective: "ttft p95 <= 1s",
            meetsObjective: true),
        server: SimulatedServerConfiguration(
            modelName: "demo-8b", calibration: .demonstration,
            faults: FaultScript(rules: [
                FaultRule(requests: 0..<4, faults: [.slowPrefill(extra: .seconds(3))])
            ]))
    )

    /// A quarter of the requests fail, each in one of nine ways.
    package static let flaky = Scenario(
        name: "flaky",
        summary:
            "a quarter of the requests fail: bad status, broken, cut, empty or stalled streams",
        shows: "the error rate is violated, and every way of failing is told apart",
        workload: ScenarioWorkload(
            concurrency: 4, maxTokens: 32, warmupRequests: 2, promptTokens: 64,
            objective: "error rate <= 5%",
            meetsObjective: false),
        server: SimulatedServerConfiguration(
            modelName: "demo-8b", calibration: .demonstration,
            faults: FaultScript(rules: [FaultRule(share: 0.25, faults: flakyFaults)]))
    )

    /// A router that is up in front of an engine that is not.
    package static let dead = Scenario(
        name: "dead",
        summary: "/health and /v1/models answer, but every request gets 503, as behind a router",
        shows: "a port that is open and healthy by its own word, and an endpoint that is not",
        workload: ScenarioWorkload(
            concurrency: 1, maxTokens: 32, warmupRequests: 2, promptTokens: 64,
            objective: "error rate <= 5%",
            meetsObjective: false),
        server: SimulatedServerConfiguration(
            modelName: "demo-8b", calibration: .demonstration,
            faults: FaultScript(rules: [
                FaultRule(faults: [
                    .status(
                        code: 503, type: "ServiceUnavailableError",
                        message: "No healthy upstream: the engine does not answer.",
                        retryAfterSeconds: nil)
                ])
            ]))
    )

    /// Every way in which a request of ``flaky`` may fail.
    package static let flakyFaults: [Fault] = [
        .status(
            code: 500, type: "InternalServerError", message: "Internal server error",
            retryAfterSeconds: nil),
        .status(
            code: 503, type: "ServiceUnavailableError", message: "The server is overloaded.",
            retryAfterSeconds: nil),
        .status(
            code: 429, type: "RateLimitError", message: "Too many requests.",
            retryAfterSeconds: 2),
        .closeBeforeHead,
        .emptyStream,
        .malformedChunk(afterTokens: 3),
        .truncate(afterTokens: 5),
        .errorInStream(afterTokens: 4),
        .stall(afterTokens: 4, pause: .seconds(8)),
    ]
}
