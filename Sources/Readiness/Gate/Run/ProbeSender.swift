package import Inference
import Load

/// Makes the measured requests of a profile.
package struct ProbeSender: Sendable {
    /// The measuring client.
    package let client: InferenceClient

    /// The model asked for.
    package let model: String

    private let workload: Profile.Workload
    private let prompts: PromptSource

    /// Creates a sender.
    ///
    /// - Parameters:
    ///   - client: The measuring client.
    ///   - model: The model to ask for.
    ///   - workload: What to send.
    ///   - seed: Equal seeds send equal prompts.
    package init(
        client: InferenceClient, model: String, workload: Profile.Workload, seed: UInt64
    ) {
        self.client = client
        self.model = model
        self.workload = workload
        let kind: PromptSource.Kind =
            switch workload.prompt {
            case .named(let name): .set(PromptSet(rawValue: name) ?? .shortChat)
            case .text(let text): .text(text)
            }
        prompts = PromptSource(kind: kind, promptTokens: workload.promptTokens, seed: seed)
    }

    /// Makes the measuring client of a profile.
    ///
    /// - Parameter profile: Where the endpoint is and how long to wait for it.
    /// - Returns: A client.
    /// - Throws: `GateError` when the profile's address, certificate file or headers cannot be used.
    package static func client(for profile: Profile) throws(GateError) -> InferenceClient {
        let configuration = try configuration(for: profile)
        do {
            return try InferenceClient(configuration: configuration)
        } catch {
            throw .client(error)
        }
    }

    /// How the endpoint of a profile is reached.
    ///
    /// - Parameter profile: Where the endpoint is and how long to wait for it.
    /// - Returns: What clients are made of.
    /// - Throws: `GateError` when the profile's address cannot be used.
    package static func configuration(
        for profile: Profile
    ) throws(GateError) -> ClientConfiguration {
        var endpoint: Endpoint
        do {
            endpoint = try Endpoint(url: profile.target.url.text)
        } catch {
            throw .endpoint(error)
        }
        endpoint.apiKey = profile.target.apiKey
        endpoint.headers = profile.target.headers.map { ($0.name, $0.value.reveal()) }
        endpoint.certificateAuthorityFile = profile.target.caFile
        var configuration = ClientConfiguration(
            endpoint: endpoint, api: profile.target.api.api)
        let timeouts = profile.requestTimeouts
        configuration.limits.connect = timeouts.connect
        configuration.limits.firstToken = timeouts.firstToken
        configuration.limits.gap = timeouts.gap
        configuration.limits.total = timeouts.total
        if let header = profile.engine.replicaHeader { configuration.replicaHeaders = [header] }
        configuration.mode = profile.target.keepAlive ? .keepAlive : .fresh
        configuration.userAgent = "firstlight/\(ToolVersion.current)"
        return configuration
    }

    /// Sends one probe.
    ///
    /// - Parameter index: The probe's number; equal numbers send equal prompts.
    /// - Returns: The measurement.
    package func send(index: Int) async -> MeasuredRequest {
        await client.perform(
            InferenceRequest(
                model: model, messages: prompts.messages(index: index),
                maxTokens: workload.maxTokens, temperature: workload.temperature,
                stream: workload.stream))
    }

    /// Sends a request for a long answer, which is left by cancelling the task.
    ///
    /// - Parameter index: A number that no probe uses.
    /// - Returns: The measurement.
    package func sendLong(index: Int) async -> MeasuredRequest {
        await client.perform(
            InferenceRequest(
                model: model, messages: prompts.messages(index: index),
                maxTokens: Self.longAnswerTokens, temperature: workload.temperature))
    }

    /// Long enough to be seen running, short enough for every model's context.
    private static let longAnswerTokens = 1000
}
