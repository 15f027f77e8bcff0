import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP server at a deployment's address.
struct SiteListener {
    let site: SiteState
    let replicas: [ServerState]
    let timeline: SiteTimeline

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onListening: Called once the port is open.
    /// - Throws: What binding the address throws.
    func run(
        onListening: @escaping @Sendable (RunningServer) async -> Void
    ) async throws {
        let configuration = site.deployment.server
        let (site, replicas) = (site, replicas)
        var logger = Logger(label: "simulator")
        logger.logLevel = .critical
        // Used for its parts: run as a whole it would put the true time into every `Date` header.
        let application = Application(
            responder: Unused(),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [HangUpHandler(connections: site.connections)])),
            logger: logger)
        let responder = SiteResponder(site: site, replicas: replicas, timeline: timeline)
        let serverHeader = configuration.release.engine.serverHeader
        let server = try application.server.buildServer(
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port)),
            eventLoopGroup: application.eventLoopGroup, logger: logger
        ) { request, writer, channel in
            guard var response = try await responder.respond(to: request, channel: channel) else {
                throw HungUp()
            }
            response.headers[.date] = HTTPDate.text(
                unixSeconds: site.unixSeconds(site.conditions))
            response.headers[.server] = serverHeader
            try await writer.write(response: response.head, body: response.body)
        } onServerRunning: { channel in
            await onListening(
                RunningServer(
                    host: configuration.host,
                    port: channel.localAddress?.port ?? configuration.port, site: site,
                    replicas: replicas))
        }
        try await server.run()
    }

    /// Thrown where a connection was closed instead of an answer.
    private struct HungUp: Error {}

    /// Stands where an application wants something that answers.
    private struct Unused: HTTPResponder {
        typealias Context = SimulatorContext

        func respond(to request: Request, context: SimulatorContext) async throws -> Response {
            Response(status: .notImplemented)
        }
    }
}
