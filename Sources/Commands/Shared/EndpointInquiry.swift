import Inference
import Readiness
import Signals
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

extension EngineIdentity {
    /// The engine with its release, such as `vLLM 0.32.0`; `nil` when nothing told the engine.
    var engineTitle: String? {
        engine.map { engine in
            [engine.value.displayName, version?.value].compactMap { $0 }.joined(separator: " ")
        }
    }

    /// Why the list of models was refused for want of a key; `nil` when it was not.
    var refusal: ProbeFailure? {
        let failure = failure(at: .models)
        return failure == .unauthorized || failure == .forbidden ? failure : nil
    }
}
