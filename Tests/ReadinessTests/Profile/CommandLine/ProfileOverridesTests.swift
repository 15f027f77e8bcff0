import Inference
import Readiness
import Testing

@Suite struct ProfileOverridesTests {
    private func base() throws -> Profile {
        var profile = Profile(url: try HTTPAddress("http://base:8000"), name: "base")
        profile.target.model = "base-model"
        profile.warnings = [try Objective.parse("itl p99 <= 150ms")]
        return profile
    }

    private func overrides(_ change: (inout ProfileOverrides) -> Void) -> ProfileOverrides {
        var overrides = ProfileOverrides()
        change(&overrides)
        return overrides
    }

    @Test func `no flags change nothing`() throws {
        #expect(try ProfileOverrides().applied(to: base(), environment: [:]) == base())
    }

    @Test func `a URL alone is a profile with every default`() throws {
        let flags = overrides { $0.url = "http://localhost:8000/v1" }
        let profile = try flags.applied(to: nil, environment: [:])
        #expect(profile == Profile(url: try HTTPAddress("http://localhost:8000/v1")))
    }

    @Test func `every flag reaches its value`() throws {
        let flags = overrides {
            $0.url = "https://other"
            $0.name = "renamed"
            $0.model = "other-model"
            $0.api = "openai-completions"
            $0.apiKeyVariable = "KEY"
            $0.caFile = "ca.pem"
            $0.metrics = ["http://m/metrics"]
            $0.objectives = ["ttft p95 <= 1s", "errors <= 2%"]
            $0.warnings = ["e2e p95 <= 5s"]
            $0.prompt = "short-chat"
            $0.promptTokens = 64
            $0.maxTokens = 16
            $0.concurrency = 8
            $0.temperature = 0
            $0.minProbes = 20
            $0.maxProbes = 200
            $0.maxDuration = "1m30s"
            $0.interval = "500ms"
            $0.confidence = "99%"
            $0.warmup = 0
            $0.decision = "threshold"
            $0.passRate = "0.9"
            $0.timeout = "45s"
        }
        let profile = try flags.applied(to: base(), environment: ["KEY": "k"])
        #expect(profile.target.url.text == "https://other")
        #expect(profile.name == "renamed")
        #expect(profile.target.model == "other-model")
        #expect(profile.target.api == .openaiCompletions)
        #expect(profile.target.apiKey?.reveal() == "k")
        #expect(profile.target.caFile == "ca.pem")
        #expect(profile.engine.metrics.map(\.text) == ["http://m/metrics"])
        #expect(profile.objectives.map(\.description) == ["ttft p95 <= 1 s", "error rate <= 2 %"])
        #expect(profile.warnings.map(\.description) == ["e2e p95 <= 5 s"])
        #expect(
            profile.workload
                == Profile.Workload(
                    promptTokens: 64, maxTokens: 16, concurrency: 8, temperature: 0))
        #expect(
            profile.gate
                == Profile.Gate(
                    minProbes: 20, maxProbes: 200, maxDuration: .seconds(90), confidence: 0.99,
                    warmup: 0, decision: .threshold, passRate: 0.9, interval: .milliseconds(500)))
        #expect(profile.timeouts.total == .seconds(45))
    }

    @Test func `every refused value is reported and names its flag`() throws {
        let flags = overrides {
            $0.url = "localhost:8000"
            $0.name = "a b"
            $0.model = " "
            $0.api = "antropic"
            $0.apiKeyVariable = "MISSING"
            $0.metrics = ["m"]
            $0.objectives = ["tfft p95 <= 1s", "ttft p95 <= 500"]
            $0.prompt = "shrt-chat"
            $0.promptTokens = 0
            $0.concurrency = -1
            $0.temperature = 2.5
            $0.maxProbes = 0
            $0.maxDuration = "120"
            $0.interval = "0s"
            $0.confidence = "95"
            $0.decision = "treshold"
            $0.passRate = "0%"
        }
        let error = #expect(throws: ProfileErrors.self) {
            try flags.applied(to: base(), environment: [:])
        }
        #expect(
            error?.description == """
                TARGET: "localhost:8000" has no scheme; write http:// or https:// in front of it
                --name: "a b" cannot name a run directory; write letters, digits, ".", "_" and "-", beginning with a letter or a digit, at most 64 of them
                --model: expected text, found an empty text
                --api: unknown value "antropic"; did you mean "anthropic"?
                --api-key-env: the environment variable MISSING is not set
                --metrics: "m" has no scheme; write http:// or https:// in front of it
                --prompt: unknown prompt "shrt-chat"; did you mean "short-chat"?
                --prompt-tokens: expected a number from 1 to 10000000, found 0
                --concurrency: expected a number from 1 to 10000, found -1
                --temperature: expected a number from 0.0 to 2.0, found 2.5
                --max-probes: expected a number from 1 to 1000000, found 0
                --duration: "120" has no unit; write 120ms, 120s or 120m
                --interval: "0s" is zero; write a duration such as 500ms or 2m
                --confidence: "95" has no unit; write 95% or 0.95
                --pass-rate: a pass rate of 0% passes every endpoint; write one such as 95%
                --decision: unknown value "treshold"; did you mean "threshold"?
                --objective: unknown metric "tfft" in "tfft p95 <= 1s"; did you mean "ttft"?
                --objective: "ttft p95 <= 500": 500 has no unit; write 500ms or 500s

                hint: set it with "export MISSING=..."
                """)
    }

    @Test func `without an endpoint the flags are still looked at`() {
        let flags = overrides { $0.maxProbes = 0 }
        let error = #expect(throws: ProfileErrors.self) {
            try flags.applied(to: nil, environment: [:])
        }
        #expect(
            error?.description == """
                TARGET: names no endpoint; write a URL such as http://localhost:8000, or a profile
                --max-probes: expected a number from 1 to 1000000, found 0
                """)
    }

    @Test func `a key on the command line is refused and not repeated`() throws {
        let flags = overrides { $0.apiKeyVariable = "sk-live-0123" }
        let error = #expect(throws: ProfileErrors.self) {
            try flags.applied(to: base(), environment: [:])
        }
        #expect(
            error?.description
                == "--api-key-env: takes the name of an environment variable, as in OPENAI_API_KEY; "
                + "a key itself must not stand on a command line")
    }

    struct Conflict: Sendable {
        let name: String
        let change: @Sendable (inout ProfileOverrides) -> Void
        let message: String
    }

    @Test(arguments: [
        Conflict(
            name: "probes", change: { $0.maxProbes = 3 },
            message:
                "--max-probes: gate.minProbes (5) is larger than gate.maxProbes (3); READY could never be said"
        ),
        Conflict(
            name: "interval",
            change: {
                $0.interval = "1m"
                $0.concurrency = 1
            },
            message:
                "--interval: one round every 1 m during 2 m gives 2 probes, fewer than gate.minProbes (5); "
                + "shorten gate.interval or lengthen gate.maxDuration"),
        Conflict(
            name: "tokens", change: { $0.maxTokens = 1 },
            message:
                "--max-tokens: warnings[0]: itl needs at least two tokens; set workload.maxTokens to 2 or more"
        ),
        Conflict(
            name: "timeout", change: { $0.timeout = "10s" },
            message:
                "--timeout: timeouts.total (10 s) ends requests that \"e2e p95 <= 30 s\" would still allow; make it longer"
        ),
        Conflict(
            name: "objectives", change: { $0.objectives = ["ttft p95 <= 2s", "p95(ttft) <= 1s"] },
            message:
                "--objective: objectives[1]: \"ttft p95 <= 1 s\" limits the same as \"ttft p95 <= 2 s\" in objectives[0]; keep one of them"
        ),
    ])
    func `a contradiction names the flag that made it`(_ conflict: Conflict) throws {
        let error = #expect(throws: ProfileErrors.self) {
            try overrides(conflict.change).applied(to: base(), environment: [:])
        }
        #expect(error?.description == conflict.message)
    }

    @Test func `longer limits on the command line stretch the timeouts`() throws {
        let flags = overrides { $0.objectives = ["e2e p95 <= 10m"] }
        let profile = try flags.applied(to: base(), environment: [:])
        #expect(profile.requestTimeouts.total == .seconds(1_200))
    }

    @Test func `flags have names of their own`() {
        let names = ProfileOverrides.Flag.allCases
        #expect(Set(names.map(\.rawValue)).count == names.count)
        #expect(Set(names.map(\.keyPath)).count == names.count)
    }
}
