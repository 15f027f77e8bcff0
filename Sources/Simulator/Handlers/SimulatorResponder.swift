import EngineModel
import HTTPTypes
import Hummingbird

/// Answers every path of the simulated server.
struct SimulatorResponder: HTTPResponder {
    typealias Context = SimulatorContext

    let server: ServerState

    func respond(to request: Request, context: SimulatorContext) async throws -> Response {
        let path = request.uri.path
        var handler = path
        var response: Response
        if path.hasPrefix("/v1"), let key = server.configuration.apiKey,
            !key.accepts(request.headers[.authorization])
        {
            response = .json(status: .unauthorized, APIError.unauthorizedJSON)
        } else if let found = try await answer(request, path: path, context: context) {
            response = found
        } else {
            handler = "none"
            response = EnginePages(server).notFound
        }
        response.headers[.vary] = "Origin"
        server.counters.count(
            handler: handler, method: request.method.rawValue, status: response.status.code)
        return response
    }

    /// The answer of a path that exists; nil for others.
    private func answer(
        _ request: Request, path: String, context: SimulatorContext
    ) async throws -> Response? {
        if let target = GenerationTarget(path: path, engine: server.configuration.release.engine) {
            guard request.method == .post else { return EnginePages(server).wrongMethod }
            return try await GenerationHandler(
                server: server, target: target, channel: context.channel
            ).respond(to: request)
        }
        let pages = EnginePages(server)
        if path == OllamaPages.showPath, server.configuration.release.engine == .ollama {
            return request.method == .post
                ? try await OllamaPages(server).show(request) : pages.wrongMethod
        }
        let query = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
        guard let page = pages.page(path, query: Dictionary(query) { $1 }) else { return nil }
        return request.method == .get ? page() : pages.wrongMethod
    }
}
