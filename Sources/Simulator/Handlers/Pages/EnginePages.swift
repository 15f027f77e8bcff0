import EngineModel
import HTTPTypes
import Hummingbird
import NIOCore

/// The pages a server has besides its answers: what there is to `GET`.
///
/// What is common to all engines is here; what one of them says about itself is in an extension of its own.
struct EnginePages {
    /// Makes a page; not called before it is sure that the page is wanted.
    typealias Page = () -> Response

    let server: ServerState

    init(_ server: ServerState) {
        self.server = server
    }

    var configuration: SimulatedServerConfiguration { server.configuration }
    var release: SimulatedRelease { configuration.release }
    var limits: EngineConfiguration { configuration.engine }
    var cacheTokens: Int { limits.kvBlocks * limits.blockSize }
    var name: String { JSONText.quoted(configuration.modelName) }
    var version: String { JSONText.quoted(configuration.version) }

    /// A page of the server, or of an exporter beside it; nil when there is none at the path.
    func page(_ path: String, query: [String: String]) -> Page? {
        switch path {
        case "/v1/models": return { .json(status: .ok, modelList) }
        case Self.gpuPath: return { metrics(.gpu) }
        case Self.nodePath: return { metrics(.node) }
        default: return enginePage(path, query: query)
        }
    }

    private static let gpuPath = "/dcgm/metrics"
    private static let nodePath = "/node/metrics"

    /// Whether a path belongs to an exporter, which has a process of its own.
    static func isExporter(_ path: String) -> Bool {
        [gpuPath, nodePath].contains(path)
    }

    private func enginePage(_ path: String, query: [String: String]) -> Page? {
        switch release.engine {
        case .vllm, .vllmV0: vllmPage(path, query: query)
        case .sglang: sglangPage(path, query: query)
        case .tgi: tgiPage(path)
        case .trtllm: trtllmPage(path)
        case .triton: tritonPage(path)
        case .dynamo: dynamoPage(path)
        case .llamaCpp: llamaCppPage(path, query: query)
        case .lmdeploy, .llmdSimulator, .router: plainPage(path)
        case .ollama: OllamaPages(server).page(path)
        }
    }

    /// Servers with little to say about themselves.
    private func plainPage(_ path: String) -> Page? {
        switch path {
        case "/health": return empty
        case "/ready" where release.engine == .llmdSimulator: return empty
        case "/version" where release.engine == .router:
            return json("{\"version\":\(version)}")
        case "/metrics" where configuration.servesMetrics: return { metrics(.engine) }
        default: return nil
        }
    }

    // MARK: - Parts

    /// What the engine and the HTTP side say now.
    var snapshot: EngineSnapshot {
        EngineSnapshot(
            metrics: server.engine.metrics, http: server.counters.values,
            configuration: configuration, startUnixSeconds: server.startUnixSeconds,
            elapsedSeconds: server.uptime / .seconds(1), machine: server.machine)
    }

    /// A page of metrics as it is now, or as conditions have it.
    func metrics(_ page: ExpositionPage) -> Response {
        let conditions = server.conditions
        let isOwn = page != .gpu && page != .node
        if isOwn, conditions.contains(.scrapeFails) {
            return text("Service Unavailable", status: .serviceUnavailable)
        }
        var snapshot = server.frozen.pages ?? snapshot
        snapshot.earlier = server.scrapes.exchange(
            page,
            for: EngineSnapshot.Earlier(
                metrics: snapshot.metrics, elapsedSeconds: snapshot.elapsedSeconds))
        let distortion = PageDistortion(
            frozenGauges: isOwn ? server.frozen.gauges : nil, conditions: isOwn ? conditions : [])
        guard let body = distortion.body(of: snapshot, page: page) else { return notFound }
        return Response(
            status: .ok,
            headers: [.contentType: snapshot.contentType(of: page)],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    func json(_ text: @autoclosure @escaping () -> String) -> Page {
        { .json(status: .ok, text()) }
    }

    var empty: Page {
        { Response(status: .ok) }
    }

    func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    // MARK: - What is not there

    /// The answer to a path that does not exist.
    var notFound: Response {
        switch release.engine {
        case .llamaCpp:
            llamaCppError(.notFound, "File Not Found", type: "not_found_error")
        case .ollama, .triton, .llmdSimulator:
            text("404 page not found", status: .notFound)
        case .tgi, .dynamo:
            Response(status: .notFound)
        default:
            .json(status: .notFound, "{\"detail\":\"Not Found\"}")
        }
    }

    /// The answer to a path that exists, asked in the wrong way.
    var wrongMethod: Response {
        switch release.engine {
        case .llamaCpp: notFound
        case .tgi, .dynamo, .triton, .ollama, .llmdSimulator:
            Response(status: .methodNotAllowed)
        default:
            .json(status: .methodNotAllowed, "{\"detail\":\"Method Not Allowed\"}")
        }
    }
}
