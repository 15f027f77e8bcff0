package import EngineModel

extension Scenario {
    /// A calibrated engine without a fault, under the load its calibration was made with.
    ///
    /// The two engines of the published CPU sweep answer as long as they did there; Ollama has no
    /// metrics to scrape.
    ///
    /// - Parameter calibration: The engine.
    package init(_ calibration: Calibration) {
        var server = SimulatedServerConfiguration(
            modelName: calibration.name, calibration: calibration)
        var tokens = (prompt: 128, answer: 64)
        switch calibration.name {
        case Calibration.vllmOnCPU.name:
            tokens = (22, 20)
            server.answers = AnswerLengths(stopShare: 1, lengths: .fixed(10))
        case Calibration.ollamaOnCPU.name:
            tokens = (22, 20)
            server.answers = AnswerLengths(stopShare: 1, lengths: .uniform(17...18))
            server.servesMetrics = false
        default: break
        }
        self.init(
            name: calibration.name, summary: calibration.provenance,
            shows: "how the engine behaves when nothing goes wrong",
            workload: ScenarioWorkload(
                concurrency: 1, maxTokens: tokens.answer, warmupRequests: 2,
                promptTokens: tokens.prompt, objective: "ttft p95 <= 2s", meetsObjective: true),
            server: server)
    }
}
