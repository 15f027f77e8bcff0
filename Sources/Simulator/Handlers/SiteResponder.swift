import HTTPTypes
import Hummingbird
import NIOCore

/// Answers every request of a deployment: what lies in front of the replicas, and who of them answers.
///
/// With one replica everything goes to it. With several, paths under `/v1` and those that ask for answers are balanced, and
/// `/replicas/N/...` reaches one of them directly.
struct SiteResponder: Sendable {
    let site: SiteState
    let replicas: [ServerState]
    let timeline: SiteTimeline

    /// Answers one request.
    ///
    /// - Returns: The response; nil when the connection was closed instead.
    func respond(to request: Request, channel: any Channel) async throws -> Response? {
        timeline.advance(to: site.elapsed)
        try await openConnection(channel)
        guard let response = try await route(request, channel: channel) else {
            try? await channel.close()
            return nil
        }
        return response
    }

    private func route(_ request: Request, channel: any Channel) async throws -> Response? {
        let path = request.uri.path
        if let direct = ReplicaPath(path) {
            guard replicas.indices.contains(direct.replica) else {
                return .plain(
                    .notFound,
                    "there is no replica \(direct.replica); they are numbered 0 to "
                        + "\(replicas.count - 1)\n")
            }
            return try await answer(
                replicas[direct.replica], request, path: direct.path, channel: channel)
        }
        if path.hasPrefix("/v1") || path.hasPrefix("/api") || asksForAnswer(path) {
            try await passGateway()
        }
        guard replicas.count > 1 else {
            return try await answer(replicas[0], request, path: path, channel: channel)
        }
        return try await balance(request, path: path, channel: channel)
    }

    private func asksForAnswer(_ path: String) -> Bool {
        replicas.first.map {
            GenerationTarget(path: path, engine: $0.configuration.release.engine) != nil
        } ?? false
    }

    // MARK: - One replica

    /// What a replica answers; nil when its process is gone, which exporters survive.
    private func answer(
        _ server: ServerState, _ request: Request, path: String, channel: any Channel
    ) async throws -> Response? {
        timeline.advance(to: site.elapsed)
        guard !server.isDown || EnginePages.isExporter(path) else { return nil }
        return try await SimulatorResponder(server: server).respond(
            to: request, path: path, channel: channel)
    }

    // MARK: - Several replicas

    private func balance(
        _ request: Request, path: String, channel: any Channel
    ) async throws -> Response? {
        if path == "/health" {
            let isUp = replicas.contains { !$0.isDown }
            return Response(status: isUp ? .ok : .serviceUnavailable)
        }
        if path.hasSuffix("/metrics") {
            return .plain(
                .notFound,
                "the balancer has no metrics; each replica has its own: /replicas/0\(path) to "
                    + "/replicas/\(replicas.count - 1)\(path)\n")
        }
        let passage = site.balancer.take()
        let first = passage.replica
        // Like nginx, a request that changes nothing is tried elsewhere; one for an answer is not.
        let others =
            request.method == .get
            ? (1..<replicas.count).map { (first + $0) % replicas.count } : []
        for replica in [first] + others {
            guard
                var response = try await answer(
                    replicas[replica], request, path: path, channel: channel)
            else { continue }
            response.headers[Self.replicaHeader] = "\(replica)"
            return response.holding(passage)
        }
        var refusal = Response.badGateway
        refusal.headers[Self.replicaHeader] = "\(first)"
        return refusal
    }

    /// Names the replica that answered, or that should have.
    private static let replicaHeader = HTTPField.Name("x-replica") ?? .via

    // MARK: - In front

    /// Lets the time pass that a new connection takes; it can only be shown before the first head.
    private func openConnection(_ channel: any Channel) async throws {
        guard site.connections.isFirstRequest(of: channel) else { return }
        for case .slowConnect(let resolve, let connect, let secure) in site.conditions {
            try await site.clock.sleep(for: resolve + connect + secure)
        }
    }

    /// Lets the time pass that gateways take.
    private func passGateway() async throws {
        for case .gatewayQueue(let workers, let service) in site.conditions {
            let ready = site.gateway.enter(at: site.elapsed, workers: workers, service: service)
            try await site.clock.sleep(until: site.startInstant.advanced(by: ready))
        }
    }
}
