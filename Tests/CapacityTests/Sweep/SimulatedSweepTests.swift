import Capacity
import EngineModel
import Estimates
import Load
import Readiness
import Simulator
import Testing

/// What saturates is named: by engines in virtual time whose bottleneck is known.
@Suite struct SimulatedSweepTests {
    @Test func `an engine with two slots is limited by its slots`() async throws {
        let server = SimulatedServerConfiguration(
            modelName: "demo", calibration: .demonstration, maxNumSeqs: 2)
        let report = try await VirtualEndpoint.sweep(
            [
                try VirtualEndpoint.subject(
                    "two-slots", server, objectives: ["ttft p95 <= 400ms"])
            ], levels: [1, 2, 6], budget: LevelBudget(requests: 100, duration: nil), goesOn: true)
        let endpoint = try #require(report.endpoints.first)
        let top = try #require(endpoint.levels.last)
        #expect(top.judgement == .violated, "\(top.reason)")
        #expect(top.saturation.bottleneck == .slots, "\(top.saturation.statement)")
        #expect(top.saturation.statement.contains("of 2"))
        #expect(top.server?.running?.largest == 2)
        let waiting = try #require(top.server?.waiting?.mean)
        #expect(abs(waiting - 4) < 0.7)
        guard case .at(let knee) = endpoint.knee(.concurrency, confidence: 0.95) else {
            Issue.record("no knee")
            return
        }
        #expect(knee.point > 1.4 && knee.point < 2.6, "\(knee)")
    }

    @Test func `an engine with a small cache is limited by its cache`() async throws {
        let server = SimulatedServerConfiguration(
            modelName: "demo", calibration: .demonstration, maxNumSeqs: 64, kvTokens: 1_024,
            maxModelLen: 512)
        let report = try await VirtualEndpoint.sweep(
            [
                try VirtualEndpoint.subject(
                    "small-cache", server, objectives: ["ttft p95 <= 300ms"],
                    prompts: .init(promptTokens: 64, maxTokens: 128))
            ], levels: [1, 12], budget: LevelBudget(requests: 80, duration: nil), goesOn: true)
        let top = try #require(report.endpoints.first?.levels.last)
        #expect(top.saturation.bottleneck == .cache, "\(top.saturation.statement)")
    }

    @Test func `a roomy engine is limited by its steps`() async throws {
        let server = SimulatedServerConfiguration(modelName: "demo", calibration: .vllmOnCPU)
        let report = try await VirtualEndpoint.sweep(
            [try VirtualEndpoint.subject("batcher", server, objectives: ["ttft p95 <= 10s"])],
            levels: [1, 16], budget: LevelBudget(requests: 80, duration: nil), goesOn: true)
        let endpoint = try #require(report.endpoints.first)
        let top = try #require(endpoint.levels.last)
        #expect(top.saturation.bottleneck == .compute, "\(top.saturation.statement)")
        #expect(endpoint.levels.first?.saturation.bottleneck == Saturation.Bottleneck.none)
    }
}
