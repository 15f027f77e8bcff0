import Foundation
import Inference
import Load
import Readiness
import Simulator

/// The load of a demo's scenario, while something else looks on.
enum DemoLoad {
    /// Runs work while the simulated engine is busy.
    ///
    /// - Parameters:
    ///   - endpoint: The simulated engine with its scenario.
    ///   - console: Whose environment the profile is read in.
    ///   - work: What to do meanwhile.
    /// - Returns: What the work returns.
    /// - Throws: What the work throws, and what keeps a client from being made.
    static func running<Result: Sendable>(
        against endpoint: DemoEndpoint, console: Console, _ work: () async throws -> Result
    ) async throws -> Result {
        let profile = try endpoint.profile(
            overrides: ProfileOverrides(), environment: console.environment)
        try OpenFileLimit.require(connections: 2 * profile.workload.concurrency)
        let client = try ProbeSender.client(for: profile)
        let sender = ProbeSender(
            client: client, model: endpoint.model ?? endpoint.scenario.server.modelName,
            workload: profile.workload,
            seed: 1)
        let loop = ClosedLoop(
            budget: .init(
                concurrency: profile.workload.concurrency, requestsMax: 1_000_000,
                interval: pause),
            clock: ContinuousClock())
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        let outcome = await withTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = await loop.run(
                    perform: { await sender.send(index: $0) },
                    onResult: { _, _ in
                        ended.finish()
                        return .proceed
                    })
                ended.finish()
            }
            defer { group.cancelAll() }
            // By the first end every worker is at work.
            for await _ in ends {}
            do {
                return Swift.Result<Result, any Error>.success(try await work())
            } catch {
                return .failure(error)
            }
        }
        await client.shutdown()
        return try outcome.get()
    }

    /// A failing server must not be asked as fast as the machine can.
    private static let pause = Duration.milliseconds(50)
}
