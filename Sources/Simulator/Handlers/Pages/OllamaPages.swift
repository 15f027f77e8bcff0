import EngineModel
import HTTPTypes
import Hummingbird

/// What Ollama says about itself: versions and models, no metrics.
struct OllamaPages {
    /// Where a client asks for one model's details, with `POST`.
    static let showPath = "/api/show"

    private let pages: EnginePages

    init(_ server: ServerState) {
        pages = EnginePages(server)
    }

    /// What there is to `GET`.
    func page(_ path: String) -> EnginePages.Page? {
        switch path {
        case "/": { pages.text("Ollama is running") }
        case "/api/version": pages.json("{\"version\":\(pages.version)}")
        case "/api/tags": pages.json("{\"models\":[{\(model),\"modified_at\":\(started)}]}")
        case "/api/ps": pages.json("{\"models\":[{\(model),\(residence)}]}")
        default: nil
        }
    }

    /// Details of the served model.
    func show(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: GenerationHandler.bodyLimit)
        guard let query = try? JSONParser.parse(Array(body.readableBytesView)) else {
            return refusal(.badRequest, "invalid request body")
        }
        guard case .string(let asked)? = query["model"] ?? query["name"] else {
            return refusal(.badRequest, "model is required")
        }
        guard asked == pages.configuration.modelName else {
            return refusal(.notFound, "model '\(asked)' not found")
        }
        return .json(
            status: .ok,
            "{\"modelfile\":\"\",\"parameters\":\"num_ctx \(pages.limits.maxModelLen)\","
                + "\"template\":\"{{ .Prompt }}\",\(details),\"model_info\":"
                + "{\"general.architecture\":\"llama\","
                + "\"general.parameter_count\":\(Self.parameters),"
                + "\"llama.context_length\":131072},\"capabilities\":[\"completion\"]}")
    }

    private func refusal(_ status: HTTPResponse.Status, _ message: String) -> Response {
        .json(status: status, "{\"error\":\(JSONText.quoted(message))}")
    }

    // MARK: - The one model

    private static let parameters = 8_030_261_248
    private static let size = 4_920_753_328

    private var started: String {
        "\"\(UTCTime(unixSeconds: pages.server.startUnixSeconds).iso)\""
    }

    private var details: String {
        "\"details\":{\"parent_model\":\"\",\"format\":\"gguf\",\"family\":\"llama\","
            + "\"families\":[\"llama\"],\"parameter_size\":\"8.0B\","
            + "\"quantization_level\":\"Q4_K_M\"}"
    }

    private var model: String {
        let digest = (0..<4).map {
            Hexadecimal.text(SeededGenerator.mixed(pages.configuration.seed, $0), digits: 16)
        }
        return "\"name\":\(pages.name),\"model\":\(pages.name),\"size\":\(Self.size),"
            + "\"digest\":\"\(digest.joined())\",\(details)"
    }

    private var residence: String {
        let expiry = UTCTime(unixSeconds: pages.server.wallClock() + 300).iso
        return "\"expires_at\":\"\(expiry)\",\"size_vram\":\(Self.size),"
            + "\"context_length\":\(pages.limits.maxModelLen)"
    }
}
