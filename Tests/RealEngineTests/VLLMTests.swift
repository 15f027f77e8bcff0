import Testing

/// Serialized because each test measures time on the machine that the others would load.
@Suite(
    .enabled(if: Engine.vllm.url != nil, Engine.vllm.absence), .serialized,
    .timeLimit(.minutes(3)))
struct VLLMTests {
    @Test(arguments: GateScenario.common + [.wrongModel])
    func `a real vLLM is judged for what it is`(scenario: GateScenario) async throws {
        let url = try #require(Engine.vllm.url)
        try await GateRun.gate(url, scenario.arguments).expect(scenario)
    }

    @Test func `every answer of a real vLLM is measured and kept`() async throws {
        let url = try #require(Engine.vllm.url)
        let arguments = ["--model", "tiny", "--objective", "e2e p95 <= 30s", "--max-probes", "10"]
        try await GateRun.gate(url, arguments).expectAnswers(from: "tiny")
    }
}
