import EngineModel
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers every path of one replica.
struct SimulatorResponder {
    let server: ServerState

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - path: Its path, as the replica knows it.
    ///   - channel: The client's connection.
    /// - Returns: The response; nil when the connection is to be closed instead.
    /// - Throws: What reading the request's body throws.
    func respond(
        to request: Request, path: String, channel: any Channel
    ) async throws -> Response? {
        var handler = path
        var response: Response
        if path.hasPrefix("/v1"), let key = server.configuration.apiKey,
            !isAllowed(request, by: key)
        {
            response = .json(status: .unauthorized, APIError.unauthorizedJSON)
        } else {
            switch try await answer(request, path: path, channel: channel) {
            case .response(let found): response = found
            case .hangUp: return nil
            case .noSuchPath:
                handler = "none"
                response = EnginePages(server).notFound
            }
        }
        response.headers[.vary] = "Origin"
        server.counters.count(
            handler: handler, method: request.method.rawValue, status: response.status.code)
        return response
    }

    /// Whether a request shows the key; llama.cpp also takes it as Anthropic's clients send it.
    private func isAllowed(_ request: Request, by key: BearerKey) -> Bool {
        if key.accepts(request.headers[.authorization]) { return true }
        guard server.configuration.release.engine == .llamaCpp,
            let name = HTTPField.Name("x-api-key")
        else { return false }
        return key.isShown(by: request.headers[name])
    }

    private func answer(
        _ request: Request, path: String, channel: any Channel
    ) async throws -> Reply {
        if let target = GenerationTarget(path: path, engine: server.configuration.release.engine) {
            guard request.method == .post else { return .response(EnginePages(server).wrongMethod) }
            return try await GenerationHandler(
                server: server, target: target, channel: channel
            ).respond(to: request)
        }
        let pages = EnginePages(server)
        if path == OllamaPages.showPath, server.configuration.release.engine == .ollama {
            return .response(
                request.method == .post
                    ? try await OllamaPages(server).show(request) : pages.wrongMethod)
        }
        let query = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
        guard let page = pages.page(path, query: Dictionary(query) { $1 }) else {
            return .noSuchPath
        }
        return .response(request.method == .get ? page() : pages.wrongMethod)
    }
}
