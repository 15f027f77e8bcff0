import Foundation
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

    @Test(arguments: ["anthropic", "openai-completions"])
    func `a real vLLM is measured through its other APIs`(api: String) async throws {
        let url = try #require(Engine.vllm.url)
        let arguments = [
            "--api", api, "--model", "tiny", "--objective", "e2e p95 <= 30s", "--max-probes", "10",
        ]
        try await GateRun.gate(url, arguments).expectAnswers(from: "tiny")
    }

    /// Nothing that the body has may be called missing, and nothing vital may be unknown.
    @Test func `the health of a real vLLM is healthy or a warning`() async throws {
        let url = try #require(Engine.vllm.url)
        let run = try await JSONRun<HealthReport>.of([
            "health", url, "--watch", "4s", "--interval", "1s",
        ])
        #expect(run.status == .exited(0) || run.status == .exited(4))
        #expect(run.report.missing.map(\.signal).isEmpty)
        let items = run.report.sections.flatMap(\.items)
        #expect(items.filter { $0.vital && $0.grade == "unknown" }.map(\.id).isEmpty)
        #expect(items.contains { $0.id == "kv_cache_usage_max" && $0.grade == "healthy" })
    }

    /// Requests were served before, so two bodies differ in nothing but time unless there is load;
    /// what is told at all is told by the levels, and what is not there is named.
    @Test func `every signal of a real vLLM's release is found in its body`() async throws {
        let url = try #require(Engine.vllm.url)
        let metrics = url + "/metrics"
        async let load = GateRun.gate(
            url, ["--objective", "e2e p95 <= 30s", "--max-probes", "12", "--concurrency", "2"])
        let run = try await JSONRun<SignalsReport>.of([
            "signals", "--metrics", metrics, "--metrics", metrics, "--apart", "2s",
        ])
        _ = try await load
        #expect(run.status == .exited(0))
        #expect(run.report.engine == "vllm")
        let absent = run.report.signals.filter { $0.gap?.hasPrefix("no ") == true }
        #expect(Set(absent.map(\.signal)) == ["swapped", "speculative_acceptance"])
    }

    @Test func `the limits of a real vLLM are read from it and from its log`() async throws {
        let url = try #require(Engine.vllm.url)
        let log = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: ".build/logs/vllm.log").path
        let run = try await JSONRun<LimitsReport>.of(["limits", url, "--log", log])
        // Eight slots, and a KV cache for a thousand of the toy's longest requests.
        #expect(run.status == .exited(1))
        #expect(run.report.verdict == "NOT_READY")
        #expect(run.report.live("running_requests")?.value == 8)
        #expect(run.report.live("running_requests")?.origin == "log")
        #expect(run.report.live("context_tokens")?.value == 2048)
        #expect(run.report.live("kv_cache_tokens")?.origin == "label")
        let expected = try await JSONRun<LimitsReport>.of([
            "limits", url, "--log", log, "--demand", "8",
        ])
        #expect(expected.status == .exited(0))
        #expect(expected.report.verdict == "READY")
    }
}
