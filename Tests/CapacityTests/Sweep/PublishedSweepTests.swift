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
    /// What was published for a level, and how far the calibrated model lies from it.
    struct Row: Sendable {
        var concurrency: Double
        var firstTokenSeconds: Double
        var speed: Double
        /// The largest relative error of the median time to the first token.
        var firstTokenError: Double
    }

    private static let vllm = [
        Row(concurrency: 1, firstTokenSeconds: 0.110, speed: 16.4, firstTokenError: 0.06),
        Row(concurrency: 2, firstTokenSeconds: 0.138, speed: 18.6, firstTokenError: 0.25),
        Row(concurrency: 4, firstTokenSeconds: 0.225, speed: 17.5, firstTokenError: 0.12),
        Row(concurrency: 8, firstTokenSeconds: 0.327, speed: 15.4, firstTokenError: 0.14),
        Row(concurrency: 16, firstTokenSeconds: 0.591, speed: 10.7, firstTokenError: 0.06),
    ]

    private static let ollama = [
        Row(concurrency: 4, firstTokenSeconds: 0.750, speed: 59, firstTokenError: 0.25),
        Row(concurrency: 8, firstTokenSeconds: 2.50, speed: 52, firstTokenError: 0.30),
        Row(concurrency: 16, firstTokenSeconds: 6.90, speed: 53, firstTokenError: 0.06),
    ]

    private static func subject(
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

    private static func sweep() async throws -> SweepReport {
        try await VirtualEndpoint.sweep(
            [
                try subject("vllm", .vllmOnCPU, tokens: .fixed(10)),
                try subject("ollama", .ollamaOnCPU, tokens: .uniform(17...18)),
            ], levels: [1, 2, 4, 8, 16], budget: LevelBudget(requests: 120, duration: nil),
            goesOn: true)
    }

    private func check(_ endpoint: EndpointSweep, _ rows: [Row], speedError: Double) throws {
        for row in rows {
            let level = try #require(endpoint.levels.first { $0.level == row.concurrency })
            let first = try #require(level.percentile(50, of: .ttft)).point
            #expect(
                abs(first / row.firstTokenSeconds - 1) <= row.firstTokenError,
                "\(endpoint.name) at \(row.concurrency): \(first) s")
            // The published speed divides all tokens by the time after the first.
            let tokens = endpoint.name == "vllm" ? 10.0 : 17.5
            let speed =
                try #require(level.percentile(50, of: .throughput)).point * tokens / (tokens - 1)
            #expect(
                abs(speed / row.speed - 1) <= speedError,
                "\(endpoint.name) at \(row.concurrency): \(speed) tok/s")
        }
    }

    @Test func `the published table comes out, side by side`() async throws {
        let report = try await Self.sweep()
        #expect(report.endpoints.map(\.name) == ["vllm", "ollama"])
        let (vllm, ollama) = (report.endpoints[0], report.endpoints[1])
        try check(vllm, Self.vllm, speedError: 0.17)
        try check(ollama, Self.ollama, speedError: 0.12)

        // One slot: each answer is written as fast as alone, and waits for all before it.
        let speeds = try ollama.levels.map {
            try #require($0.percentile(50, of: .throughput)).point
        }
        #expect(try #require(speeds.max()) / #require(speeds.min()) < 1.02)
        let one = try #require(ollama.levels.first?.percentile(50, of: .e2e)).point
        let top = try #require(ollama.levels.last?.percentile(50, of: .ttft)).point
        #expect(abs(top / (15 * one) - 1) < 0.06)
        #expect(ollama.levels.last?.saturation.bottleneck == .slots)
        #expect(ollama.levels.last?.saturation.basis == .client)
        #expect(ollama.levels.last?.saturation.statement.contains("about 1 run at once") == true)

        // A batcher: answers get slower together and nobody waits for a slot.
        #expect(vllm.levels.last?.saturation.bottleneck == .compute)
        let first = try #require(vllm.levels.first?.percentile(50, of: .throughput)).point
        let last = try #require(vllm.levels.last?.percentile(50, of: .throughput)).point
        #expect(last / first < 0.7)
    }
}
