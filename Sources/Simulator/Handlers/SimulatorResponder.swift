import EngineModel
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers every path of the simulated server.
struct SimulatorResponder: HTTPResponder {
    typealias Context = SimulatorContext

    let server: ServerState

    /// Paths that vLLM leaves out of its HTTP counters.
    private static let uncounted: Set<String> = [
        "/metrics", "/health", "/load", "/ping", "/version",
    ]

    func respond(to request: Request, context: SimulatorContext) async throws -> Response {
        let path = request.uri.path
        let route = Route(method: request.method, path: path)
        var response: Response
        if path.hasPrefix("/v1"), let key = server.configuration.apiKey,
            !key.accepts(request.headers[.authorization])
        {
            response = .json(status: .unauthorized, "{\"error\":\"Unauthorized\"}")
        } else {
            response = try await answer(route, request: request, context: context)
        }
        response.headers[.vary] = "Origin"
        if !Self.uncounted.contains(path) {
            server.counters.count(
                handler: route.handler, method: request.method.rawValue,
                status: response.status.code)
        }
        return response
    }

    private func answer(
        _ route: Route, request: Request, context: SimulatorContext
    ) async throws -> Response {
        switch route {
        case .generate(let api):
            return try await GenerationHandler(server: server, api: api, channel: context.channel)
                .respond(to: request)
        case .models:
            return .json(status: .ok, modelList)
        case .health:
            return Response(status: .ok)
        case .version:
            return .json(
                status: .ok,
                "{\"version\":\(JSONText.quoted(server.configuration.version))}")
        case .load:
            return .json(status: .ok, "{\"server_load\":\(server.engine.unfinishedRequests)}")
        case .metrics:
            let snapshot = EngineSnapshot(
                metrics: server.engine.metrics, http: server.counters.values,
                configuration: server.configuration, startUnixSeconds: server.startUnixSeconds,
                elapsedSeconds: server.elapsed / .seconds(1))
            guard let body = snapshot.body() else {
                return .json(status: .notFound, "{\"detail\":\"Not Found\"}")
            }
            return Response(
                status: .ok,
                headers: [.contentType: snapshot.contentType()],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        case .wrongMethod:
            return .json(status: .methodNotAllowed, "{\"detail\":\"Method Not Allowed\"}")
        case .unknown:
            return .json(status: .notFound, "{\"detail\":\"Not Found\"}")
        }
    }

    private var modelList: String {
        let name = JSONText.quoted(server.configuration.modelName)
        let created = Int(server.wallClock())
        let permission = Hexadecimal.text(UInt64(created), digits: 16)
        return "{\"object\":\"list\",\"data\":[{\"id\":\(name),\"object\":\"model\","
            + "\"created\":\(created),\"owned_by\":\"vllm\",\"root\":\(name),\"parent\":null,"
            + "\"max_model_len\":\(server.configuration.engine.maxModelLen),"
            + "\"permission\":[{\"id\":\"modelperm-\(permission)\","
            + "\"object\":\"model_permission\",\"created\":\(created),"
            + "\"allow_create_engine\":false,\"allow_sampling\":true,\"allow_logprobs\":true,"
            + "\"allow_search_indices\":false,\"allow_view\":true,\"allow_fine_tuning\":false,"
            + "\"organization\":\"*\",\"group\":null,\"is_blocking\":false}]}]}"
    }
}
