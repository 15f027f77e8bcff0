import ArgumentParser
import EngineModel
import Foundation
import Simulator

/// The options that set up a simulated engine; named like vLLM's.
struct EngineOptions: ParsableArguments {
    @Option(name: .customLong("max-num-seqs"), help: "Requests that run at once.")
    var maxNumSeqs: Int?

    @Option(name: .customLong("kv-tokens"), help: "KV cache in tokens.")
    var kvTokens: Int?

    @Option(name: .customLong("max-model-len"), help: "Longest request in tokens.")
    var maxModelLen: Int?

    @Option(name: .customLong("max-num-batched-tokens"), help: "Tokens one step may compute.")
    var maxNumBatchedTokens: Int?

    @Option(
        name: .customLong("num-speculative-tokens"),
        help: ArgumentHelp(
            "Tokens that speculative decoding drafts for a step; 70 % of them are accepted, unless a "
                + "script says otherwise.", valueName: "N"))
    var speculativeTokens: Int?

    @Option(
        name: .customLong("adapters"),
        help: ArgumentHelp(
            "Adapters (LoRA) to serve beside the model, with commas between.", valueName: "NAMES"))
    var adapters: String?

    @Option(
        name: .customLong("max-loras"),
        help: ArgumentHelp("How many of them stay loaded. Default: all.", valueName: "N"))
    var maxLoras: Int?

    @Option(
        name: .long, help: "Seed of noise, faults and answers; for a fault, of its whole world.")
    var seed: UInt64?

    @Option(
        name: .long,
        help: "What the steps cost: \(Calibration.all.map(\.name).joined(separator: ", ")).")
    var calibration: String?

    @Option(name: .customLong("model-name"), help: "Name of the served model.")
    var modelName: String?

    @Option(
        name: .customLong("require-key-env"),
        help: ArgumentHelp(
            "Environment variable with the key that clients must show.", valueName: "NAME"))
    var keyVariable: String?

    /// Changes a server's set-up.
    ///
    /// - Parameters:
    ///   - server: The scenario's.
    ///   - drawsSeed: Whether the server takes its seed from the flag; a fault's world has drawn one from it.
    /// - Returns: The changed set-up.
    /// - Throws: `UsageError` when the set-up makes no sense.
    func applied(
        to server: SimulatedServerConfiguration, drawsSeed: Bool = true
    ) throws(UsageError) -> SimulatedServerConfiguration {
        var server = server
        if let calibration {
            guard let found = Calibration.all.first(where: { $0.name == calibration }) else {
                throw UsageError(
                    "unknown calibration \"\(calibration)\"; expected one of "
                        + Calibration.all.map(\.name).joined(separator: ", "))
            }
            server.costs = found.costs
            server.engine = found.engine
        }
        server.engine.maxNumSeqs = maxNumSeqs ?? server.engine.maxNumSeqs
        server.engine.kvTokens = kvTokens ?? server.engine.kvTokens
        server.engine.maxModelLen = maxModelLen ?? server.engine.maxModelLen
        server.engine.maxNumBatchedTokens =
            maxNumBatchedTokens ?? server.engine.maxNumBatchedTokens
        try addFeatures(to: &server)
        if drawsSeed { server.seed = seed ?? server.seed }
        server.modelName = modelName ?? server.modelName
        if let keyVariable {
            guard let key = ProcessInfo.processInfo.environment[keyVariable], !key.isEmpty else {
                throw UsageError("--require-key-env: \(keyVariable) is not set in the environment")
            }
            server.apiKey = BearerKey(key)
        }
        do {
            try server.validate()
        } catch {
            throw UsageError("\(error)")
        }
        return server
    }

    private func addFeatures(to server: inout SimulatedServerConfiguration) throws(UsageError) {
        if let speculativeTokens { server.draftTokens(speculativeTokens) }
        guard let adapters else {
            guard maxLoras == nil else {
                throw UsageError("--max-loras goes with --adapters; no adapter is served")
            }
            return
        }
        let names = adapters.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        server.serveAdapters(names, places: maxLoras)
    }
}
