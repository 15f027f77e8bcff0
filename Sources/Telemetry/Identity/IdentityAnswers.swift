import Exposition
import Signals

/// The answers to all questions about a server, and what follows from them together.
///
/// Pure: the network is asked elsewhere.
struct IdentityAnswers: Sendable {
    let baseURL: ServerURL
    let answers: [ProbePath: Result<TelemetryResponse, ProbeFailure>]

    var identity: EngineIdentity {
        let models = value(at: .models, decodedBy: ModelsAnswer.decode)
        let version = value(at: .version, decodedBy: VersionAnswer.decode)
        let props = value(at: .props, decodedBy: PropsAnswer.decode)
        let ollama = value(at: .ollamaVersion, decodedBy: VersionAnswer.decode)
        let metrics = value(at: .metrics)
        let health = answers[.health, default: .failure(.empty)].map { _ in () }

        let families = try? metrics.get()
        let detection = families.map { EngineDetection($0) }
        let engine = engine(
            detection: detection, props: try? props.get(), models: try? models.get(),
            ollama: try? ollama.get())
        let failures: [ProbePath: ProbeFailure?] = [
            .models: models.failure, .health: health.failure, .version: version.failure,
            .props: props.failure, .ollamaVersion: ollama.failure, .metrics: metrics.failure,
        ]
        return EngineIdentity(
            baseURL: baseURL, engine: engine,
            version: Self.release(
                version: try? version.get(), props: try? props.get(), ollama: try? ollama.get()),
            models: try? models.get(),
            limits: Self.limits(
                models: (try? models.get()) ?? [], props: try? props.get(),
                families: families ?? []),
            detection: detection, families: families,
            probes: ProbePath.allCases.map { path in
                IdentityProbe(
                    path: path, url: baseURL.appending(path.rawValue),
                    failure: failures[path] ?? nil)
            })
    }

    // MARK: - Answers

    private func value<Value>(
        at path: ProbePath, decodedBy decode: ([UInt8]) throws(ProbeFailure) -> Value
    ) -> Result<Value, ProbeFailure> {
        answers[path, default: .failure(.empty)].flatMap { response in
            do throws(ProbeFailure) {
                return .success(try decode(response.body))
            } catch {
                return .failure(error)
            }
        }
    }

    private func value(at path: ProbePath) -> Result<[MetricFamily], ProbeFailure> {
        answers[path, default: .failure(.empty)].flatMap { response in
            MetricsScraper.families(in: response).mapError { ProbeFailure($0) }
        }
    }

    // MARK: - Conclusions

    /// The engine by the first of: series names, a path only it has, its name as owner of the
    /// models, its `Server` header.
    private func engine(
        detection: EngineDetection?, props: PropsAnswer?, models: [ServedModel]?, ollama: String?
    ) -> Sourced<EngineKind>? {
        if let detection, detection.kind != .unknown {
            return Sourced(detection.kind, source: "series names of GET /metrics")
        }
        if props != nil { return Sourced(.llamacpp, source: "GET /props") }
        if ollama != nil { return Sourced(.ollama, source: "GET /api/version") }
        for owner in (models ?? []).compactMap(\.ownedBy) {
            if let kind = Self.owners[owner.lowercased()] {
                return Sourced(kind, source: "owned_by of GET /v1/models")
            }
        }
        let servers = answers.values.compactMap { try? $0.get().server }
        if servers.contains("llama.cpp") { return Sourced(.llamacpp, source: "header Server") }
        return nil
    }

    private static let owners: [String: EngineKind] = [
        "vllm": .vllm, "sglang": .sglang, "llamacpp": .llamacpp,
    ]

    private static func release(
        version: String?, props: PropsAnswer?, ollama: String?
    ) -> Sourced<String>? {
        if let version { return Sourced(version, source: "GET /version") }
        if let build = props?.build { return Sourced(build, source: "build_info of GET /props") }
        return ollama.map { Sourced($0, source: "GET /api/version") }
    }

    private static func limits(
        models: [ServedModel], props: PropsAnswer?, families: [MetricFamily]
    ) -> [EngineLimit] {
        var limits = models.compactMap { model in
            model.contextTokensMax.map {
                EngineLimit(
                    kind: .contextTokens, value: Double($0), source: "GET /v1/models",
                    scope: model.id)
            }
        }
        if let props {
            limits.append(
                EngineLimit(
                    kind: .runningRequests, value: Double(props.slots),
                    source: "total_slots of GET /props"))
            if let tokens = props.slotContextTokens {
                limits.append(
                    EngineLimit(
                        kind: .contextTokens, value: Double(tokens),
                        source: "default_generation_settings.n_ctx of GET /props"))
            }
        }
        return limits + EngineLimit.limits(in: families)
    }
}

extension Result {
    /// The failure, or nil.
    fileprivate var failure: Failure? {
        switch self {
        case .success: nil
        case .failure(let failure): failure
        }
    }
}
