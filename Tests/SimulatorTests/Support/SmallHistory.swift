import EngineModel
import Simulator

/// A run without chance: six chats on four slots, all prompts and all answers of the same length.
enum SmallHistory {
    /// The server: a small model whose name has capitals, which Dynamo loses in half of its series.
    static var configuration: SimulatedServerConfiguration {
        var configuration = SimulatedServerConfiguration(
            modelName: "Demo/Chat-8B", maxNumSeqs: 4, kvTokens: 1536, maxModelLen: 1024)
        configuration.costs = StepCosts(
            decodeBaseSeconds: 0.02, perSequenceSeconds: 0.001, prefillBaseSeconds: 0.05,
            perPrefillTokenSeconds: 0.0002, apiSeconds: 0.004)
        return configuration
    }

    /// What scrapers got at the start, after one minute and after two.
    ///
    /// All prompts begin alike, and four answers do not fit into the cache at their full length, so that one is put back now and then.
    static func run() throws -> SimulatedHistory {
        var workload = ClosedLoopWorkload(
            count: 6, staggerSeconds: 0.5, pacing: .think(meanSeconds: 1, variation: 0),
            prompt: .fixed(200), output: .fixed(400))
        for index in workload.sessions.indices {
            workload.sessions[index].sharedPrefixTokens = 96
        }
        return try SimulatedHistory(
            configuration: configuration, workload: workload, at: [0, 60, 120])
    }

    /// Every release that has words of its own.
    private static let known: [(SimulatedEngine, String)] = [
        (.vllm, "0.8.0"), (.vllm, "0.8.5"), (.vllm, "0.9.2"), (.vllm, "0.10.2"),
        (.vllm, "0.12"), (.vllm, "0.14.1"), (.vllm, "0.16"), (.vllm, "0.20"), (.vllm, "0.24"),
        (.vllm, "0.32.0"), (.vllmV0, "0.6.6"), (.vllmV0, "0.7.3"), (.sglang, "0.4.9"),
        (.sglang, "0.5.9"), (.sglang, "0.5.22"), (.tgi, "3.3.7"), (.trtllm, "1.1.0"),
        (.trtllm, "1.3.0"), (.triton, "2.60.0"), (.dynamo, "0.7.0"), (.dynamo, "1.3.1"),
        (.dynamo, "1.6.1"),
        (.llamaCpp, "b6700"), (.llamaCpp, "b11434"), (.lmdeploy, "0.18.0"),
        (.llmdSimulator, "0.10.2"), (.router, "0.1.11"),
    ]

    /// Those releases.
    static let releases = known.compactMap { try? SimulatedRelease($0.0, version: $0.1) }
}
