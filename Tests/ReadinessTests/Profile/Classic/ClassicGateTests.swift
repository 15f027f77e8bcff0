import Inference
import Readiness
import Testing

@Suite struct ClassicGateTests {
    private func config(
        _ models: String = "[{name: m, thresholds: {max_ttft: 3s}}]", key: String = "unused",
        environment: [String: String] = [:]
    ) throws -> ClassicProbeConfig {
        try ClassicProbeConfig.parse(
            yaml: """
                providers:
                  - name: openai
                    label: vllm-local
                    base_url: http://localhost:8000
                    api_key: \(key)
                    models: \(models)
                """, file: "vllm.yml", environment: environment)
    }

    private func thresholds() throws -> ClassicThresholds {
        try ClassicThresholds.parse(
            yaml:
                "{sla: {ttft_ms: 500, latency_ms: 10000, min_throughput: 3.0, max_error_rate: 0.01}, "
                + "gate: {min_probes: 5, pass_rate: 0.95}}", file: "thresholds.yml")
    }

    @Test func `the two files become one profile with the classic rule`() throws {
        let gate = try ClassicGate(config: config(), thresholds: thresholds())
        var expected = Profile(url: try HTTPAddress("http://localhost:8000"), name: "vllm-local")
        expected.target.model = "m"
        expected.target.apiKey = Secret("unused")
        expected.workload = Profile.Workload(prompt: .text("Hello"), maxTokens: 20, concurrency: 1)
        expected.objectives = try [
            "ttft p95 <= 500ms", "e2e p95 <= 10s", "throughput p50 >= 3 tok/s", "error rate <= 1%",
        ].map { try Objective.parse($0) }
        expected.gate = Profile.Gate(
            minProbes: 5, maxProbes: 6, maxDuration: .seconds(30), warmup: 0, decision: .threshold,
            passRate: 0.95, interval: .seconds(5),
            probeLimits: Profile.ProbeLimits(ttft: .seconds(3)))
        expected.timeouts.total = .seconds(30)
        #expect(gate.profile == expected)
        #expect(gate.notes.isEmpty)
    }

    @Test func `without thresholds only errors and health are judged`() throws {
        let gate = try ClassicGate(config: config("[m]"))
        #expect(gate.profile.objectives.map(\.description) == ["error rate <= 1 %"])
        #expect(gate.profile.gate.probeLimits == Profile.ProbeLimits())
    }

    @Test func `duration and interval come from the command line`() throws {
        var flags = ProfileOverrides()
        flags.maxDuration = "61s"
        flags.interval = "10s"
        let gate = try ClassicGate(config: config(), thresholds: thresholds(), overrides: flags)
        #expect(gate.profile.gate.maxDuration == .seconds(61))
        #expect(gate.profile.gate.interval == .seconds(10))
        #expect(gate.profile.gate.maxProbes == 7)
    }

    @Test func `too little time for the probes is said before the first one`() throws {
        var flags = ProfileOverrides()
        flags.maxDuration = "20s"
        let error = #expect(throws: ProfileErrors.self) {
            try ClassicGate(config: config(), thresholds: thresholds(), overrides: flags)
        }
        #expect(
            error?.description
                == "--duration: one round every 5 s during 20 s gives 4 probes, fewer than "
                + "gate.minProbes (5); shorten gate.interval or lengthen gate.maxDuration")
    }

    @Test func `one of several endpoints is chosen by model or label`() throws {
        let several = try config("[a, b]")
        var flags = ProfileOverrides()
        #expect(
            throws: ProfileErrors([
                ProfileProblem(
                    place: .file("vllm.yml"), keyPath: "providers",
                    message: "lists 2 endpoints and a gate judges one; choose one with --model: "
                        + "vllm-local/a, vllm-local/b")
            ])
        ) { try ClassicGate(config: several) }
        for name in ["b", "vllm-local/b"] {
            flags.model = name
            #expect(try ClassicGate(config: several, overrides: flags).profile.target.model == "b")
        }
        flags.model = "c"
        let error = #expect(throws: ProfileErrors.self) {
            try ClassicGate(config: several, overrides: flags)
        }
        #expect(
            error?.description
                == "--model: \"c\" is not in vllm.yml; it lists vllm-local/a, vllm-local/b")
    }

    @Test func `a key that is not set matters for the chosen endpoint only`() throws {
        let missing = try config("[m]", key: "${MISSING}")
        let error = #expect(throws: ProfileErrors.self) { try ClassicGate(config: missing) }
        #expect(
            error?.description == """
                vllm.yml:5:14: providers[0].api_key: the environment variable MISSING is not set

                hint: set it with "export MISSING=..."
                """)
        var flags = ProfileOverrides()
        flags.apiKeyVariable = "OTHER"
        let gate = try ClassicGate(
            config: missing, overrides: flags, environment: ["OTHER": "o"])
        #expect(gate.profile.target.apiKey?.reveal() == "o")
    }

    @Test func `notes of both files are kept`() throws {
        let noted = try ClassicThresholds.parse(
            yaml: "sla: {min_tokens_per_sec: 3}", file: "thresholds.yml")
        let gate = try ClassicGate(config: config("[{name: m, tag: x}]"), thresholds: noted)
        #expect(gate.notes.count == 2)
    }

    @Test func `a limit beyond the timeout is kept, as the original keeps it`() throws {
        let long = try ClassicThresholds.parse(yaml: "sla: {latency_ms: 60000}", file: "t.yml")
        let gate = try ClassicGate(config: config(), thresholds: long)
        #expect(gate.profile.requestTimeouts.total == .seconds(30))
    }
}
