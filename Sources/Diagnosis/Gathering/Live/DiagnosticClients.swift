import Foundation
import Inference
import Load

/// The clients of a diagnosis: for answers and for beacons, on kept and on fresh connections.
///
/// All live on one event loop, whose lag is then every measurement's.
struct DiagnosticClients: Sendable {
    private let kept: InferenceClient
    private let fresh: InferenceClient
    private let keptBeacons: InferenceClient
    private let freshBeacons: InferenceClient

    /// How long a beacon may take.
    private static let beaconTimeMax: Duration = .seconds(10)

    init(_ target: GatheringTarget, limits: RequestLimits) throws(GatheringError) {
        func client(
            _ api: any WireAPI, _ mode: ConnectionMode, _ limits: RequestLimits,
            on loop: InferenceClient?
        ) throws(GatheringError) -> InferenceClient {
            var configuration = ClientConfiguration(endpoint: target.endpoint, api: api)
            configuration.limits = limits
            configuration.mode = mode
            configuration.userAgent = "firstlight/\(ToolVersion.current)"
            configuration.replicaHeaders = target.replicaHeaders
            do {
                guard let loop else { return try InferenceClient(configuration: configuration) }
                return try InferenceClient(
                    configuration: configuration, eventLoop: loop.eventLoop)
            } catch {
                throw .client(error)
            }
        }
        var beacon = limits
        beacon.firstToken = min(beacon.firstToken, Self.beaconTimeMax)
        beacon.total = min(beacon.total, Self.beaconTimeMax)
        kept = try client(target.api, .keepAlive, limits, on: nil)
        fresh = try client(target.api, .fresh, limits, on: kept)
        keptBeacons = try client(OpenAIModels(), .keepAlive, beacon, on: kept)
        freshBeacons = try client(OpenAIModels(), .fresh, beacon, on: kept)
    }

    /// Watches the event loop of all of them; not running.
    func lagMonitor() -> SchedulingLagMonitor {
        SchedulingLagMonitor(eventLoop: kept.eventLoop)
    }

    func send(_ request: InferenceRequest, isFresh: Bool) async -> MeasuredRequest {
        await (isFresh ? fresh : kept).perform(request)
    }

    /// Asks for the list of models.
    ///
    /// - Parameters:
    ///   - wantsFresh: Whether to open a connection; one may be opened all the same.
    ///   - date: The present.
    /// - Returns: Nil when the end of the load cut it short.
    func beacon(wantsFresh: Bool, at date: Date) async -> Beacon? {
        let nothing = InferenceRequest(model: "", messages: [], maxTokens: 0, stream: false)
        let measured = await (wantsFresh ? freshBeacons : keptBeacons).perform(nothing)
        if case .cancelled = measured.outcome { return nil }
        return Beacon(
            timestamp: date, duration: measured.endToEnd ?? .zero, status: measured.status,
            isFresh: !measured.reusedConnection)
    }

    func shutdown() async {
        for client in [kept, fresh, keptBeacons, freshBeacons] { await client.shutdown() }
    }
}
