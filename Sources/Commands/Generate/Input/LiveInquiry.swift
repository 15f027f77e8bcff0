import Foundation
import Monitoring
import Readiness
import Signals
import Telemetry

/// Asks a live engine what files for it may name.
struct LiveInquiry {
    let url: String
    let profile: Profile?
    let access: AccessOptions

    /// Asks.
    ///
    /// - Parameter environment: The process's environment.
    /// - Returns: The engine, its release where it tells one, and its metrics.
    /// - Throws: `UsageError` for an address where nothing answers, or no metrics are.
    func engine(
        in environment: [String: String]
    ) async throws -> (engine: EngineKind, version: EngineVersion?, live: LiveEngine) {
        var settings = TelemetryClient.Configuration(timeout: EndpointInquiry.timeMax)
        settings.certificateAuthorityFile = access.caFile ?? profile?.target.caFile
        let token = try access.token(in: environment)
        let server = try ServerURL(try ProfileSource.url(of: url))
        let identity = try await TelemetryClient.withClient(settings) { client in
            await EngineIdentity.discover(at: server, client: client, token: token)
        }
        if identity.isUnreachable {
            throw UsageError(
                "--from \(url): nothing answers there; name the engine with --engine instead")
        }
        guard let families = identity.families else {
            throw UsageError(
                "--from \(url): no metrics at \(identity.metricsURL); name the engine with --engine instead"
            )
        }
        guard let engine = identity.engine?.value, engine != .unknown else {
            throw UsageError(
                "--from \(url): its metrics are those of no engine that firstlight knows"
                    + (identity.isRouter ? ", but of a router: name an engine behind it" : ""))
        }
        let models = identity.models ?? []
        return (
            engine, identity.version.flatMap { EngineVersion($0.value) },
            LiveEngine(
                url: "\(server)", families: families,
                model: models.count == 1 ? models[0].id : nil)
        )
    }
}
