import Testing

/// Serialized because each test measures time on the machine that the others would load.
@Suite(
    .enabled(if: Engine.llamacpp.url != nil, Engine.llamacpp.absence), .serialized,
    .timeLimit(.minutes(3)))
struct LlamaCppTests {
    @Test(arguments: GateScenario.common)
    func `a real llama.cpp is judged for what it is`(scenario: GateScenario) async throws {
        let url = try #require(Engine.llamacpp.url)
        try await GateRun.gate(url, scenario.arguments).expect(scenario)
    }

    @Test func `every answer of a real llama.cpp is measured and kept`() async throws {
        let url = try #require(Engine.llamacpp.url)
        let arguments = ["--model", "tiny", "--objective", "e2e p95 <= 30s", "--max-probes", "10"]
        try await GateRun.gate(url, arguments).expectAnswers(from: "tiny")
    }
    @Test(arguments: ["llamacpp", "anthropic", "openai-completions"])
    func `a real llama.cpp is measured through its other APIs`(api: String) async throws {
        let url = try #require(Engine.llamacpp.url)
        let arguments = [
            "--api", api, "--model", "tiny", "--objective", "e2e p95 <= 30s", "--max-probes", "10",
        ]
        try await GateRun.gate(url, arguments).expectAnswers(from: "tiny")
    }
}
