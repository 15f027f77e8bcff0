import EngineModel
import Simulator

/// Servers for tests.
enum TestServers {
    /// Steps of 2 ms without noise, so that a test takes milliseconds.
    static let quickCosts = StepCosts(
        decodeBaseSeconds: 0.002, perSequenceSeconds: 0, prefillBaseSeconds: 0.003,
        perPrefillTokenSeconds: 0)

    /// A server like the one the fixtures come from: a model called tiny with 2,048 tokens.
    static func quick(
        maxNumSeqs: Int = 16, faults: [FaultRule] = []
    ) -> SimulatedServerConfiguration {
        var configuration = SimulatedServerConfiguration(
            modelName: "tiny", maxNumSeqs: maxNumSeqs, maxModelLen: 2048,
            faults: FaultScript(rules: faults))
        configuration.costs = quickCosts
        return configuration
    }
}
