import Readiness
import Simulator

/// A simulated deployment in this process, reached over real HTTP on the loopback interface.
struct DemoEndpoint {
    /// What is simulated.
    let scenario: Scenario

    /// Where it listens.
    let url: String

    /// Where each replica can be reached without the balancer; the address itself when there is one.
    let replicaURLs: [String]

    /// What requests name as their model when that is not the served one.
    let model: String?

    /// Runs work against a simulated deployment.
    ///
    /// - Parameters:
    ///   - demo: The scenario or the fault.
    ///   - work: What to do with it.
    /// - Returns: What the work returns.
    /// - Throws: What the work throws; `UsageError` when no port of the loopback interface is free.
    static func withEndpoint<Result: Sendable>(
        _ demo: DemoScenario, _ work: (DemoEndpoint) async throws -> Result
    ) async throws -> Result {
        try await withEndpoint(try demo.demonstration(), work)
    }

    /// Runs work against a simulated deployment.
    ///
    /// - Parameters:
    ///   - demonstration: What is served.
    ///   - work: What to do with it.
    /// - Returns: What the work returns.
    /// - Throws: What the work throws; `UsageError` when no port of the loopback interface is free.
    static func withEndpoint<Result: Sendable>(
        _ demonstration: Demonstration, _ work: (DemoEndpoint) async throws -> Result
    ) async throws -> Result {
        try await withSimulatedServer(demonstration.deployment) { server in
            try await work(
                DemoEndpoint(
                    scenario: demonstration.scenario, url: server.baseURL,
                    replicaURLs: server.replicaURLs, model: demonstration.load?.model))
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
        overrides.model = overrides.model ?? model
        if overrides.metrics.isEmpty, replicaURLs.count > 1 {
            overrides.metrics = replicaURLs.map { "\($0)/metrics" }
        }
        overrides.concurrency = overrides.concurrency ?? scenario.workload.concurrency
        overrides.maxTokens = overrides.maxTokens ?? scenario.workload.maxTokens
        overrides.promptTokens = overrides.promptTokens ?? scenario.workload.promptTokens
        return try overrides.applied(to: nil, environment: environment)
    }
}
