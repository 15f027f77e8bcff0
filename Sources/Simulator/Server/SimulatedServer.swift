import EngineModel
import Hummingbird
import Logging

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
/// ```swift
/// try await withSimulatedServer(Scenario.admissionCap.server) { server in
///     print(server.baseURL)  // http://127.0.0.1:41873
/// }
/// ```
package struct SimulatedServer: Sendable {
    private let state: ServerState

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
        state = try ServerState(
            configuration: configuration, clock: ContinuousClock(), wallClock: unixTime)
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onListening: Called once the port is open.
    /// - Throws: When the address cannot be bound.
    package func run(
        onListening: @escaping @Sendable (RunningServer) async -> Void = { _ in }
    ) async throws {
        let state = state
        let host = state.configuration.host
        var logger = Logger(label: "simulator")
        logger.logLevel = .critical
        let connections = state.connections
        let application = Application(
            responder: SimulatorResponder(server: state),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [HangUpHandler(connections: connections)])),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: state.configuration.port),
                serverName: state.configuration.release.engine.serverHeader),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? state.configuration.port
                await onListening(RunningServer(host: host, port: port, state: state))
            },
            logger: logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await state.engine.run() }
            group.addTask {
                do {
                    try await application.run()
                } catch {
                    throw ListenFailure(error) ?? error
                }
            }
            // Whichever ends first ends the other: without an engine no answer would ever come.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
