/// How many adapters (LoRA) an engine holds at once, and what it takes to load one.
package struct AdapterLimits: Equatable, Sendable {
    /// Who waits while an adapter is loaded.
    package enum Loading: Equatable, Sendable {
        /// The whole batch: vLLM's worker loads what a step needs before it computes the step.
        case withinStep
        /// Only the requests that ask for it, which are deferred; the batch goes on (SGLang's overlapped loading). One
        /// adapter is loaded after the other.
        case beside
    }

    /// Adapters on the card at once (`--max-loras`); running requests hold theirs.
    package var maxLoras: Int
    /// Seconds to bring one onto the card that is not there.
    package var loadSeconds: Double
    /// Who waits meanwhile.
    package var loading: Loading

    /// Describes the limits.
    ///
    /// - Parameters:
    ///   - maxLoras: Adapters on the card at once; at least 1.
    ///   - loadSeconds: Seconds to load one.
    ///   - loading: Who waits meanwhile; by default as in vLLM.
    package init(maxLoras: Int, loadSeconds: Double, loading: Loading = .withinStep) {
        self.maxLoras = maxLoras
        self.loadSeconds = loadSeconds
        self.loading = loading
    }
}
