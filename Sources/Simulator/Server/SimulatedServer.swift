import EngineModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An engine model behind HTTP: speaks the OpenAI API as vLLM 0.32.0 does, and of itself as the engine it pretends to be.
///
/// Beside its own pages there are `/dcgm/metrics` and `/node/metrics`, those of the exporters a machine would run, and for Dynamo
/// `/worker/metrics`; the real ones are on ports of their own.
///
/// Several replicas are served by one process: a balancer at the address itself, and each replica's own pages below
/// `/replicas/0`, `/replicas/1` and so on, its exporters' among them. Answers name their replica in `x-replica`. The balancer has no
/// metrics, like a plain reverse proxy.
///
/// ```swift
/// try await withSimulatedServer(Scenario.admissionCap.server) { server in
///     print(server.baseURL)  // http://127.0.0.1:41873
/// }
/// ```
package struct SimulatedServer: Sendable {
    private let site: SiteState
    private let replicas: [ServerState]
    private let timeline: SiteTimeline

    /// Prepares a server; nothing listens yet.
    ///
    /// - Parameters:
    ///   - configuration: How it is set up.
    ///   - unixTime: Seconds since 1970, for time stamps in bodies and metrics.
    /// - Throws: ``SimulatedServerError`` when the settings make no sense.
    package init(
        configuration: SimulatedServerConfiguration,
        unixTime: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) throws(SimulatedServerError) {
        try self.init(deployment: Deployment(server: configuration), unixTime: unixTime)
    }

    /// Prepares a deployment; nothing listens yet.
    ///
    /// - Parameters:
    ///   - deployment: The replicas, and what goes wrong; its time starts now.
    ///   - unixTime: Seconds since 1970, for `Date` headers and time stamps in bodies and metrics.
    /// - Throws: ``SimulatedServerError`` when the settings make no sense.
    package init(
        deployment: Deployment,
        unixTime: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) throws(SimulatedServerError) {
        guard (1...Self.replicasMax).contains(deployment.replicas) else {
            throw .replicas(deployment.replicas, most: Self.replicasMax)
        }
        let site = SiteState(deployment: deployment, unixTime: unixTime)
        replicas = try (0..<deployment.replicas).map { (replica) throws(SimulatedServerError) in
            try ServerState(replica: replica, site: site)
        }
        timeline = SiteTimeline(site: site, replicas: replicas)
        self.site = site
    }

    /// Replicas that one process serves at most.
    package static let replicasMax = 64

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onListening: Called once the port is open.
    /// - Throws: When the address cannot be bound.
    package func run(
        onListening: @escaping @Sendable (RunningServer) async -> Void = { _ in }
    ) async throws {
        let (site, replicas, timeline) = (site, replicas, timeline)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for replica in replicas {
                group.addTask { await replica.engine.run() }
            }
            group.addTask {
                do {
                    try await SiteListener(site: site, replicas: replicas, timeline: timeline)
                        .run(onListening: onListening)
                } catch {
                    throw ListenFailure(error) ?? error
                }
            }
            group.addTask { await timeline.run() }
            // Whichever ends first ends the others: without an engine no answer would ever come.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
