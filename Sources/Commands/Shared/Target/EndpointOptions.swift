import ArgumentParser
import Readiness

/// What a command works on: a simulated engine, a URL, a profile, or `firstlight.yml` here.
struct EndpointOptions: ParsableArguments {
    @Argument(
        help: "URL of the endpoint (with or without /v1), or a profile. Default: firstlight.yml.")
    var target: String?

    @Option(
        name: .long, defaultAsFlag: DemoScenario.healthy,
        help: ArgumentHelp(
            "Use a simulated engine: \(DemoScenario.names).", valueName: "SCENARIO"))
    var demo: DemoScenario?

    func validate() throws {
        _ = try demo?.scenario()
        if target != nil, demo != nil {
            throw ValidationError("TARGET and --demo exclude each other")
        }
    }

    /// Runs work with the complete profile; a simulated engine runs as long as the work does.
    ///
    /// - Parameters:
    ///   - overrides: What the flags say.
    ///   - environment: The process's environment.
    ///   - work: What to do.
    /// - Returns: What the work returns.
    /// - Throws: `ProfileErrors` or `UsageError` when there is no usable profile, and what the work
    ///   throws.
    func withProfile<Result: Sendable>(
        overrides: ProfileOverrides, environment: [String: String],
        _ work: (Profile) async throws -> Result
    ) async throws -> Result {
        guard let demo else {
            let profile = try ProfileSource.profile(
                target: target, overrides: overrides, environment: environment)
            try OpenFileLimit.require(connections: profile.workload.concurrency)
            return try await work(profile)
        }
        try OpenFileLimit.require(connections: 0)
        return try await DemoEndpoint.withEndpoint(demo) { endpoint in
            let profile = try endpoint.profile(overrides: overrides, environment: environment)
            // Both ends of every connection are in this process.
            try OpenFileLimit.require(connections: 2 * profile.workload.concurrency)
            return try await work(profile)
        }
    }
}
