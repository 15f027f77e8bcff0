import Inference
import TestKit

/// Clients and requests of the tests.
enum TestClient {
    /// A short request.
    static let request = InferenceRequest(
        model: "m", messages: [ChatMessage(role: .user, content: "Say hello.")], maxTokens: 16)

    /// Runs a body with a client of an endpoint and shuts the client down.
    static func with<Value>(
        _ url: String, api: any WireAPI = OpenAIChat(), mode: ConnectionMode = .keepAlive,
        limits: RequestLimits = .short(),
        endpoint change: (inout Endpoint) -> Void = { _ in },
        _ body: (InferenceClient) async throws -> Value
    ) async throws -> Value {
        var endpoint = try Endpoint(url: url)
        change(&endpoint)
        var configuration = ClientConfiguration(endpoint: endpoint, api: api)
        configuration.mode = mode
        configuration.limits = limits
        let client = try InferenceClient(configuration: configuration)
        do {
            let value = try await body(client)
            await client.shutdown()
            return value
        } catch {
            await client.shutdown()
            throw error
        }
    }

    /// Measures one short request against an endpoint.
    static func measure(
        _ url: String, limits: RequestLimits = .short(), keepText: Bool = false,
        endpoint change: (inout Endpoint) -> Void = { _ in }
    ) async throws -> MeasuredRequest {
        try await with(url, limits: limits, endpoint: change) { client in
            await client.perform(request, keepText: keepText)
        }
    }

    /// Measures one short request against a server that follows a script on every connection.
    static func measure(
        _ steps: [ServerStep], limits: RequestLimits = .short()
    ) async throws -> MeasuredRequest {
        try await withScriptedServer(steps) { server in
            try await measure(server.url, limits: limits)
        }
    }

    /// Waits until a client has dealt with every byte that had reached its machine before.
    ///
    /// A whole request on the client's own event loop: what was readable before its answer has
    /// been read when it returns.
    static func settle(_ client: InferenceClient) async throws {
        try await withScriptedServer(.chatAnswer()) { server in
            let other = try InferenceClient(
                configuration: ClientConfiguration(
                    endpoint: try Endpoint(url: server.url), api: OpenAIChat()),
                eventLoop: client.eventLoop)
            _ = await other.perform(request)
            await other.shutdown()
        }
    }
}

extension RequestLimits {
    /// Limits of which the given ones are short enough to be waited for; the others are so long
    /// that a busy machine does not reach them.
    static func short(
        connect: Duration = .seconds(60), firstToken: Duration = .seconds(60),
        gap: Duration = .seconds(60), total: Duration = .seconds(60)
    ) -> RequestLimits {
        var limits = RequestLimits()
        limits.staleConnection = .seconds(60)
        limits.connect = connect
        limits.firstToken = firstToken
        limits.gap = gap
        limits.total = total
        return limits
    }
}
