import Readiness
import Simulator

/// A simulated engine in this process, reached over real HTTP on the loopback interface.
struct DemoEndpoint {
    /// What is simulated.
    let scenario: Scenario

    /// Where it listens.
    let url: String

    /// Runs work against a simulated engine.
    ///
    /// - Parameters:
    ///   - demo: The scenario.
    ///   - work: What to do with it.
    /// - Returns: What the work returns.
    /// - Throws: What the work throws; `UsageError` when no port of the loopback interface is free.
    static func withEndpoint<Result: Sendable>(
        _ demo: DemoScenario, _ work: (DemoEndpoint) async throws -> Result
    ) async throws -> Result {
        let scenario = try demo.scenario()
        return try await withSimulatedServer(scenario.server) { server in
            try await work(DemoEndpoint(scenario: scenario, url: server.baseURL))
        }
    }

    /// The profile of the demo: the scenario's load, the default objectives, then the flags.
    ///
    /// - Parameters:
    ///   - overrides: What the flags say.
    ///   - environment: The process's environment.
    /// - Returns: A complete profile.
    /// - Throws: `ProfileErrors` for a flag that cannot be used.
    func profile(overrides: ProfileOverrides, environment: [String: String]) throws -> Profile {
        var overrides = overrides
        overrides.url = url
        overrides.name = overrides.name ?? "demo-\(scenario.name)"
        overrides.concurrency = overrides.concurrency ?? scenario.workload.concurrency
        overrides.maxTokens = overrides.maxTokens ?? scenario.workload.maxTokens
        overrides.promptTokens = overrides.promptTokens ?? scenario.workload.promptTokens
        return try overrides.applied(to: nil, environment: environment)
    }
}
