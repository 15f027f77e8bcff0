import Capacity
import EngineModel
import Estimates
import Load
import Readiness
import Simulator
import Testing

/// The published sweep of two engines on eight virtual CPUs, side by side: Qwen2-0.5B under vLLM and
/// under Ollama with one slot, workers on tickers of two seconds.
@Suite struct PublishedSweepTests {
    /// What was published for a level.
    struct Row: Sendable {
        var concurrency: Double
        var firstTokenSeconds: Double
        var speed: Double
    }

    private static let vllm = [
        Row(concurrency: 1, firstTokenSeconds: 0.110, speed: 16.4),
        Row(concurrency: 2, firstTokenSeconds: 0.138, speed: 18.6),
        Row(concurrency: 4, firstTokenSeconds: 0.225, speed: 17.5),
        Row(concurrency: 8, firstTokenSeconds: 0.327, speed: 15.4),
        Row(concurrency: 16, firstTokenSeconds: 0.591, speed: 10.7),
    ]

    private static let ollama = [
        Row(concurrency: 4, firstTokenSeconds: 0.750, speed: 59),
        Row(concurrency: 8, firstTokenSeconds: 2.50, speed: 52),
        Row(concurrency: 16, firstTokenSeconds: 6.90, speed: 53),
    ]

    private func subject(
        _ name: String, _ calibration: Calibration, tokens: LengthDistribution
    ) throws -> SweepSubject {
        var server = SimulatedServerConfiguration(modelName: "qwen2", calibration: calibration)
        server.answers = AnswerLengths(stopShare: 1, lengths: tokens)
        server.servesMetrics = name == "vllm"
        return try VirtualEndpoint.subject(
            name, server, objectives: ["ttft p95 <= 2s"],
            prompts: .init(promptTokens: 22, maxTokens: 20)
        ) { load in
            load.tickerSeconds = 2
            load.staggerSeconds = 0.003
        }
    }

    private func sweep() async throws -> SweepReport {
        try await VirtualEndpoint.sweep(
            [
                try subject("vllm", .vllmOnCPU, tokens: .fixed(10)),
                try subject("ollama", .ollamaOnCPU, tokens: .uniform(17...18)),
            ], levels: [1, 2, 4, 8, 16], budget: LevelBudget(requests: 240, duration: nil),
            goesOn: true)
    }

    @Test func `the published table comes out, side by side`() async throws {
        let report = try await sweep()
        #expect(report.endpoints.map(\.name) == ["vllm", "ollama"])
        for endpoint in report.endpoints {
            for level in endpoint.levels {
                print(
                    endpoint.name, level.level, level.percentile(50, of: .ttft)?.point ?? -1,
                    level.percentile(50, of: .throughput)?.point ?? -1, level.correlationTime,
                    level.judgement, level.saturation.statement)
            }
            print(SweepWords(report).answer(endpoint), SweepWords(report).knee(endpoint))
        }
    }
}
