/// Runs a simulated server for the time of a closure.
///
/// The server listens when the closure begins and is gone when this returns.
///
/// - Parameters:
///   - configuration: How the server is set up; port 0 takes a free one.
///   - body: What to do with it.
/// - Returns: What the closure returns.
/// - Throws: ``SimulatedServerError``, what binding the address throws, or what the closure throws.
package func withSimulatedServer<Result>(
    _ configuration: SimulatedServerConfiguration = SimulatedServerConfiguration(),
    _ body: (RunningServer) async throws -> Result
) async throws -> Result {
    try await withSimulatedServer(Deployment(server: configuration), body)
}

/// Runs a simulated deployment for the time of a closure.
///
/// It listens when the closure begins and is gone when this returns.
///
/// - Parameters:
///   - deployment: The replicas, and what goes wrong; port 0 takes a free one.
///   - body: What to do with it.
/// - Returns: What the closure returns.
/// - Throws: ``SimulatedServerError``, what binding the address throws, or what the closure throws.
package func withSimulatedServer<Result>(
    _ deployment: Deployment, _ body: (RunningServer) async throws -> Result
) async throws -> Result {
    let server = try SimulatedServer(deployment: deployment)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        let (listening, continuation) = AsyncThrowingStream<RunningServer, any Error>.makeStream()
        group.addTask {
            do {
                try await server.run { continuation.yield($0) }
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        defer { group.cancelAll() }
        var iterator = listening.makeAsyncIterator()
        guard let running = try await iterator.next() else {
            throw SimulatedServerError.didNotListen
        }
        return try await body(running)
    }
}
