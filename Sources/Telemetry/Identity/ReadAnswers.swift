import Exposition
import Signals

/// The answers of a server, decoded, and why those that tell nothing do not.
struct ReadAnswers: Sendable {
    private(set) var failures: [ProbePath: ProbeFailure] = [:]
    private(set) var models: [ServedModel]?
    private(set) var version: String?
    private(set) var props: PropsAnswer?
    private(set) var ollama: String?
    private(set) var families: [MetricFamily]?
    /// Where the families are; `/metrics` when there are none.
    private(set) var metricsPath = ProbePath.metrics
    private(set) var detection: EngineDetection?
    private(set) var serverInfo: (path: ProbePath, answer: ServerInfoAnswer)?
    private(set) var loads: LoadsAnswer?
    private(set) var info: InfoAnswer?
    private(set) var triton: TritonAnswer?
    private(set) var slotLimits: [EngineLimit] = []
    private(set) var loadedModelLimits: [EngineLimit] = []
    private(set) var tritonModelLimits: [EngineLimit] = []
    /// What TensorRT-LLM's JSON under `/metrics` tells.
    private(set) var iterationLimits: [EngineLimit] = []

    init(_ answers: IdentityAnswers) {
        let all = answers.answers
        models = read(.models, of: all, ModelsAnswer.decode)
        version = read(.version, of: all, VersionAnswer.decode)
        props = read(.props, of: all, PropsAnswer.decode)
        ollama = read(.ollamaVersion, of: all, VersionAnswer.decode)
        loads = read(.loads, of: all, LoadsAnswer.decode)
        info = read(.info, of: all, InfoAnswer.decode)
        triton = read(.triton, of: all, TritonAnswer.decode)
        // Where nothing of OpenAI's is spoken, the engine's own list counts.
        models =
            models ?? read(.ollamaTags, of: all, LoadedModelsAnswer.models)
            ?? info.map { [ServedModel(id: $0.model)] }
        slotLimits = read(.slots, of: all, SlotsAnswer.limits) ?? []
        loadedModelLimits = read(.ollamaModels, of: all, LoadedModelsAnswer.limits) ?? []
        tritonModelLimits = read(.tritonModel, of: all, TritonModelAnswer.limits) ?? []
        for path in [ProbePath.serverInfo, .olderServerInfo] {
            let answer = read(path, of: all, ServerInfoAnswer.decode)
            if serverInfo == nil, let answer { serverInfo = (path, answer) }
        }
        if case .failure(let failure)? = all[.health] { failures[.health] = failure }
        for path in [ProbePath.metrics, .tensorRTMetrics] { readMetrics(at: path, of: all) }
        if failures[.metrics] == .jsonMetrics, let body = try? all[.metrics]?.get().body {
            iterationLimits = IterationStatsAnswer.limits(body)
        }
        detection = families.map { EngineDetection($0) }
    }

    /// Whether a router answers, by the series it exports.
    var isRouter: Bool { detection?.isRouter == true }

    /// Whether a path was asked for and the server does not have it.
    func isAbsent(_ path: ProbePath) -> Bool {
        guard case .absent? = failures[path] else { return false }
        return true
    }

    private mutating func read<Value>(
        _ path: ProbePath, of answers: [ProbePath: Result<TelemetryResponse, ProbeFailure>],
        _ decode: ([UInt8]) throws(ProbeFailure) -> Value
    ) -> Value? {
        guard let answer = answers[path] else { return nil }
        do throws(ProbeFailure) {
            return try decode(try answer.get().body)
        } catch {
            failures[path] = error
            return nil
        }
    }

    private mutating func readMetrics(
        at path: ProbePath, of answers: [ProbePath: Result<TelemetryResponse, ProbeFailure>]
    ) {
        guard let answer = answers[path] else { return }
        let found = answer.flatMap { response in
            MetricsScraper.families(in: response).mapError { ProbeFailure($0) }
        }
        switch found {
        case .success(let families) where self.families == nil:
            self.families = families
            metricsPath = path
        case .success: break
        case .failure(let failure): failures[path] = failure
        }
    }
}
