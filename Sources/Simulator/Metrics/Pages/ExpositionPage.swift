/// The pages of metrics a simulated server has.
package enum ExpositionPage: String, CaseIterable, Hashable, Sendable {
    /// The engine's own; Dynamo's is that of its frontend.
    case engine
    /// That of Dynamo's worker, the engine's own series in it.
    case worker
    /// SGLang's `/v1/loads?format=prometheus`.
    case loads
    /// That of a GPU exporter beside the engine.
    case gpu
    /// That of a node exporter beside the engine.
    case node
}
