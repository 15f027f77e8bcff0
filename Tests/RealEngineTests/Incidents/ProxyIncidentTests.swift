import Subprocess
import Testing

/// Serialized because each test loads the machine that the others measure.
@Suite(
    .enabled(if: Proxy.buffered.url != nil, Proxy.absence), .serialized, .timeLimit(.minutes(3)))
struct ProxyIncidentTests {
    private static func diagnosis(of url: String, model: String = "tiny") async throws
        -> JSONRun<DiagnosisOutcome>
    {
        let engine = try #require(Engine.vllm.url)
        return try await .of([
            "diagnose", url, "--model", model, "--metrics", engine + "/metrics",
            "--duration", "20s", "--no-keep",
        ])
    }

    @Test func `a real nginx that buffers answers is named`() async throws {
        let run = try await Self.diagnosis(of: try #require(Proxy.buffered.url))
        #expect(run.report.first == "proxy-buffering", "\(run.report)")
        #expect(run.status == .exited(1), "\(run.report)")
    }

    @Test func `a real nginx that streams answers is not accused`() async throws {
        let run = try await Self.diagnosis(of: try #require(Proxy.streaming.url))
        #expect(
            !run.report.causes.contains { $0.cause == "proxy-buffering" }, "\(run.report)")
        #expect(run.report.first != "proxy-buffering")
    }

    @Test func `a model that a real vLLM does not serve is named as the mistake`() async throws {
        let run = try await Self.diagnosis(
            of: try #require(Engine.vllm.url), model: "no-such-model")
        #expect(run.report.cause == "unknown-model", "\(run.report)")
        #expect(run.status == .exited(1), "\(run.report)")
    }
}
