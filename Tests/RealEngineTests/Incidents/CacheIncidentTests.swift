import Subprocess
import Testing

@Suite(
    .enabled(if: Incident.cache.isHere, Incident.cache.absence), .timeLimit(.minutes(3)))
struct CacheIncidentTests {
    @Test func `a real vLLM that preempts has its KV cache named`() async throws {
        let url = try #require(Engine.vllm.url)
        let run = try await JSONRun<DiagnosisOutcome>.of([
            "diagnose", url, "--concurrency", "6", "--max-tokens", "600",
            "--duration", "20s", "--no-keep",
        ])
        #expect(run.report.first == "kv-exhaustion", "\(run.report)")
        #expect(run.status == .exited(1), "\(run.report)")
    }
}
