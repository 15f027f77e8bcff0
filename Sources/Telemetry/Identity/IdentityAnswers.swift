import Exposition
import Signals

/// The answers to all questions about a server, and what follows from them together.
///
/// Pure: the network is asked elsewhere.
struct IdentityAnswers: Sendable {
    let baseURL: ServerURL
    /// The model meant by who asks.
    let model: String?
    /// By the path that was asked.
    var answers: [ProbePath: Result<TelemetryResponse, ProbeFailure>]

    init(
        baseURL: ServerURL, model: String? = nil,
        answers: [ProbePath: Result<TelemetryResponse, ProbeFailure>] = [:]
    ) {
        self.baseURL = baseURL
        self.model = model
        self.answers = answers
    }

    var identity: EngineIdentity {
        let read = ReadAnswers(self)
        return EngineIdentity(
            baseURL: baseURL, engine: engine(read), version: Self.release(read),
            models: read.models, limits: Self.limits(read),
            detection: read.detection, families: read.families,
            metricsURL: baseURL.appending(read.metricsPath.rawValue),
            probes: ProbePath.allCases.compactMap { path in
                guard answers[path] != nil, let url = path.url(below: baseURL, model: model) else {
                    return nil
                }
                return IdentityProbe(path: path, url: url, failure: read.failures[path])
            })
    }

    // MARK: - Further questions

    /// What to ask next, now that these answers are there; nothing that has been asked.
    var followUps: [ProbePath] {
        let isThere = answers.values.contains { answer in
            switch answer {
            case .success, .failure(.absent): true
            case .failure: false
            }
        }
        guard isThere else { return [] }
        let read = ReadAnswers(self)
        // A router passes some questions on to any engine behind it, so no answer is its own.
        if read.isRouter { return [] }
        let kind = engine(read)?.value
        let paths = kind.map { Self.questions(for: $0, read) } ?? Self.questionsForAnyone(read)
        return paths.filter { path in
            answers[path] == nil && path.url(below: baseURL, model: model) != nil
        }
    }

    private static func questions(for kind: EngineKind, _ read: ReadAnswers) -> [ProbePath] {
        switch kind {
        case .vllm: [.serverInfo]
        case .sglang:
            read.isAbsent(.serverInfo) ? [.olderServerInfo, .loads] : [.serverInfo, .loads]
        case .tgi: [.info]
        case .llamacpp: [.slots]
        case .ollama: read.isAbsent(.models) ? [.ollamaModels, .ollamaTags] : [.ollamaModels]
        case .tensorrtLLM: [.tensorRTMetrics]
        case .triton: [.triton, .tritonModel]
        case .dynamo, .lmdeploy, .unknown: []
        }
    }

    /// A server that nothing gave away: SGLang without metrics under another owner's name, TGI,
    /// TensorRT-LLM, Triton.
    private static func questionsForAnyone(_ read: ReadAnswers) -> [ProbePath] {
        var paths: [ProbePath] = [.info]
        if read.models != nil { paths.append(.serverInfo) }
        if read.failures[.metrics] == .jsonMetrics || read.isAbsent(.metrics) {
            paths.append(.tensorRTMetrics)
        }
        if read.isAbsent(.models) { paths.append(.triton) }
        return paths
    }

    // MARK: - Conclusions

    /// The engine by the first of: series names, a path only it has, its name as owner of the
    /// models, its `Server` header.
    ///
    /// A router is no engine, whoever owns the models behind it.
    private func engine(_ read: ReadAnswers) -> Sourced<EngineKind>? {
        if read.isRouter { return nil }
        if let detection = read.detection, detection.kind != .unknown {
            return Sourced(
                detection.kind, source: "series names of GET \(read.metricsPath.rawValue)")
        }
        if read.metricsPath == .tensorRTMetrics {
            return Sourced(.tensorrtLLM, source: "GET \(read.metricsPath.rawValue)")
        }
        if read.props != nil { return Sourced(.llamacpp, source: "GET /props") }
        if read.ollama != nil { return Sourced(.ollama, source: "GET /api/version") }
        if read.info != nil { return Sourced(.tgi, source: "GET /info") }
        if !read.iterationLimits.isEmpty {
            return Sourced(.tensorrtLLM, source: "JSON of GET /metrics")
        }
        if read.triton != nil { return Sourced(.triton, source: "GET /v2") }
        switch read.serverInfo?.answer {
        case .vllm?: return Sourced(.vllm, source: "GET /server_info")
        case .sglang?:
            let path = read.serverInfo?.path ?? .serverInfo
            return Sourced(.sglang, source: "GET \(path.rawValue)")
        case nil: break
        }
        for owner in (read.models ?? []).compactMap(\.ownedBy) {
            if let kind = Self.owners[owner.lowercased()] {
                return Sourced(kind, source: "owned_by of GET /v1/models")
            }
        }
        let servers = answers.values.compactMap { try? $0.get().server }
        if servers.contains("llama.cpp") { return Sourced(.llamacpp, source: "header Server") }
        return nil
    }

    private static let owners: [String: EngineKind] = [
        "vllm": .vllm, "sglang": .sglang, "llamacpp": .llamacpp, "lmdeploy": .lmdeploy,
        "tensorrt_llm": .tensorrtLLM,
    ]

    private static func release(_ read: ReadAnswers) -> Sourced<String>? {
        if let version = read.version { return Sourced(version, source: "GET /version") }
        if let build = read.props?.build {
            return Sourced(build, source: "build_info of GET /props")
        }
        if let version = read.ollama { return Sourced(version, source: "GET /api/version") }
        if case .sglang(let info)? = read.serverInfo?.answer, let version = info.version {
            let path = read.serverInfo?.path ?? .serverInfo
            return Sourced(version, source: "version of GET \(path.rawValue)")
        }
        if let version = read.info?.version {
            return Sourced(version, source: "version of GET /info")
        }
        return read.triton?.version.map { Sourced($0, source: "version of GET /v2") }
    }

    private static func limits(_ read: ReadAnswers) -> [EngineLimit] {
        var limits = (read.models ?? []).compactMap { model in
            model.contextTokensMax.map {
                EngineLimit(
                    kind: .contextTokens, value: Double($0),
                    provenance: .httpPath("/v1/models", field: nil), scope: model.id)
            }
        }
        if let props = read.props {
            limits += props.limits
        } else {
            // It says the same again, one slot at a time.
            limits += read.slotLimits
        }
        if let info = read.serverInfo { limits += info.answer.limits(from: info.path) }
        if !limits.contains(where: { $0.kind == .runningRequests }) {
            limits += read.loads?.limits ?? []
        }
        limits += read.info?.limits ?? []
        limits += read.loadedModelLimits + read.tritonModelLimits + read.iterationLimits
        return limits + EngineLimit.limits(in: read.families ?? [])
    }
}
