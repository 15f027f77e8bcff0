import Subprocess
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

    /// Nothing that the body has may be called missing, and nothing vital may be unknown.
    @Test func `the health of a real vLLM is healthy or a warning`() async throws {
        let url = try #require(Engine.vllm.url)
        let run = try await HealthRun.health(url, ["--watch", "4s", "--interval", "1s"])
        #expect(run.status == .exited(0) || run.status == .exited(4))
        #expect(run.report.missing.map(\.signal).isEmpty)
        let items = run.report.sections.flatMap(\.items)
        #expect(items.filter { $0.vital && $0.grade == "unknown" }.map(\.id).isEmpty)
        #expect(items.contains { $0.id == "kv_cache_usage_max" && $0.grade == "healthy" })
    }
}
