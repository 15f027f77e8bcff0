/// The releases of an engine whose metrics the tables of families and dialects were read from.
package struct KnownReleases: Sendable, Hashable {
    package let oldest: EngineVersion
    package let newest: EngineVersion
    /// Whether releases before the oldest have no metrics, or none under names that are known.
    package let isFirst: Bool

    /// The releases of an engine; nil for one whose metrics do not depend on its release, or that
    /// has none.
    ///
    /// - Parameter engine: The engine.
    package init?(_ engine: EngineKind) {
        switch engine {
        case .vllm: self.init(from: v(0, 2, 4), to: v(0, 33), isFirst: true)
        case .sglang: self.init(from: v(0, 3, 6), to: v(0, 5, 23), isFirst: true)
        case .tgi: self.init(from: v(1), to: v(3, 3, 7))
        case .llamacpp: self.init(from: v(6700), to: v(11434))
        case .tensorrtLLM: self.init(from: v(1, 2, 1), to: v(1, 3))
        case .dynamo: self.init(from: v(0, 7), to: v(1, 6, 1))
        case .lmdeploy: self.init(from: v(0, 18), to: v(0, 18))
        case .triton, .ollama, .unknown: return nil
        }
    }

    private init(from oldest: EngineVersion, to newest: EngineVersion, isFirst: Bool = false) {
        self.oldest = oldest
        self.newest = newest
        self.isFirst = isFirst
    }
}
