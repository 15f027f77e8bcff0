import EngineModel
import Simulator

/// Two minutes of six chats, with one feature of the engine switched on.
enum FeatureHistory {
    static func speculating(acceptance: Double = 0.7) throws -> SimulatedHistory {
        var configuration = SmallHistory.configuration
        configuration.engine.kvTokens = 8_192
        configuration.engine.speculation = Speculation(draftTokens: 3, acceptance: acceptance)
        return try history(configuration)
    }

    /// Three adapters share one slot, and two chats ask for the model itself.
    static func adapting() throws -> SimulatedHistory {
        var configuration = SmallHistory.configuration
        configuration.engine.kvTokens = 8_192
        configuration.engine.maxNumSeqs = 6
        configuration.engine.adapters = AdapterLimits(maxLoras: 1, loadSeconds: 0.2)
        configuration.adapters = ["law", "math", "code"]
        return try history(configuration) { index in
            index < 3 ? configuration.adapters[index] : nil
        }
    }

    static func swapping() throws -> SimulatedHistory {
        var configuration = SmallHistory.configuration
        configuration.engine.preemption = .swap(
            SwapSpace(kvBytesPerToken: 131_072, bytesPerSecond: 2e8, hostBlocks: 200))
        return try history(configuration)
    }

    private static func history(
        _ configuration: SimulatedServerConfiguration,
        adapter: (Int) -> String? = { _ in nil }
    ) throws -> SimulatedHistory {
        var workload = ClosedLoopWorkload(
            count: 6, staggerSeconds: 0.5, pacing: .think(meanSeconds: 1, variation: 0),
            prompt: .fixed(200), output: .fixed(400))
        for index in workload.sessions.indices {
            workload.sessions[index].adapter = adapter(index)
        }
        return try SimulatedHistory(
            configuration: configuration, workload: workload,
            at: (0...24).map { Double($0) * 5 })
    }
}
