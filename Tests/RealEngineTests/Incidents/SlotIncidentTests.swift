import Foundation
import Subprocess
import Testing

/// Serialized: the second test ends the engine that the first one measures.
@Suite(
    .enabled(if: Incident.slots.isHere, Incident.slots.absence), .serialized,
    .timeLimit(.minutes(3)))
struct SlotIncidentTests {
    @Test func `a real vLLM with two slots for six sessions has its slot limit named`()
        async throws
    {
        let url = try #require(Engine.vllm.url)
        let run = try await JSONRun<DiagnosisOutcome>.of([
            "diagnose", url, "--concurrency", "6", "--duration", "25s", "--no-keep",
        ])
        #expect(run.report.first == "slot-limit", "\(run.report)")
        #expect(run.status == .exited(1), "\(run.report)")
    }

    /// The whole process group goes at once, as when a machine's memory is full: what streams is
    /// cut, what follows is refused.
    @Test func `an engine that is killed while it answers is named as gone`() async throws {
        let url = try #require(Engine.vllm.url)
        let group = try #require(
            ProcessInfo.processInfo.environment["FIRSTLIGHT_ENGINE_GROUP"].flatMap {
                pid_t($0)
            })
        async let diagnosis = JSONRun<DiagnosisOutcome>.of([
            "diagnose", url, "--concurrency", "6", "--duration", "25s", "--no-keep",
        ])
        try await Self.waitUntilBusy(url)
        #expect(kill(-group, SIGKILL) == 0)
        let run = try await diagnosis
        #expect(run.report.first == "crash-loop", "\(run.report)")
        #expect(run.status == .exited(1), "\(run.report)")
    }

    /// Waits until the engine has answered some requests of the load and works on others.
    private static func waitUntilBusy(_ url: String) async throws {
        let metrics = try #require(URL(string: url + "/metrics"))
        let before = try await finished(metrics)
        while try await finished(metrics) < before + 6 {
            try Task.checkCancellation()
        }
    }

    /// Requests finished so far, of all reasons.
    private static func finished(_ metrics: URL) async throws -> Double {
        let text = try await page(metrics)
        return text.split(separator: "\n")
            .filter { $0.hasPrefix("vllm:request_success_total{") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
            .reduce(0, +)
    }

    /// The page, read by curl: the tests have no HTTP client of their own.
    private static func page(_ url: URL) async throws -> String {
        let result = try await run(
            .name("curl"),
            arguments: ["--silent", "--fail", "--max-time", "5", url.absoluteString],
            output: .string(limit: 1 << 22), error: .discarded)
        return result.standardOutput
    }
}
