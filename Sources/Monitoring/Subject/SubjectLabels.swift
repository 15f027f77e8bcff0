package import Signals

/// The labels by which an engine's series are told apart.
package struct SubjectLabels: Sendable, Hashable {
    /// The label that Prometheus gives all targets of one scrape job.
    package var job = "job"
    /// The label that Prometheus gives each target: one replica.
    package var replica = "instance"
    /// The label in which the engine names the model; nil for an engine that names none.
    package var model: String?

    /// Labels of the scrape by which services are chosen besides; see ``SeriesSelection``.
    var further: [String] = []

    /// The labels of an engine's series.
    ///
    /// - Parameter engine: The engine.
    package init(_ engine: EngineKind) {
        model =
            switch engine {
            case .vllm, .sglang, .tensorrtLLM, .lmdeploy: "model_name"
            case .dynamo, .triton: "model"
            case .tgi, .llamacpp, .ollama, .unknown: nil
            }
    }

    /// What keeps one service apart from another: `job`, the model where there is one, and what the
    /// service is chosen by.
    package var service: [String] { [job] + (model.map { [$0] } ?? []) + further }

    /// What a scrape gives all targets of a service.
    package var place: [String] { [job] + further }

    /// What keeps one target apart from another.
    package var target: [String] { place + [replica] }

    /// What keeps one replica apart from another.
    package var perReplica: [String] { service + [replica] }
}
