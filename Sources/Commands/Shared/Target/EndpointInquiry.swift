import Inference
import Readiness
import Telemetry

/// Asks the endpoint of a profile who it is.
enum EndpointInquiry {
    /// The longest time for all questions together.
    static let timeMax = Duration.seconds(5)

    /// Asks.
    ///
    /// - Parameter profile: Where the endpoint is and how to get in.
    /// - Returns: What it told; an endpoint that does not answer tells nothing and is no error.
    /// - Throws: `TelemetryError` when the profile does not allow to ask.
    static func identity(of profile: Profile) async throws -> EngineIdentity {
        var settings = TelemetryClient.Configuration(timeout: timeMax)
        settings.certificateAuthorityFile = profile.target.caFile
        let token = profile.target.apiKey.map { BearerToken($0.reveal()) }
        let url = try ServerURL(profile.target.url.text)
        return try await TelemetryClient.withClient(settings) { client in
            await EngineIdentity.discover(at: url, client: client, token: token)
        }
    }
}
