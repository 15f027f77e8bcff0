package import Exposition
package import Signals

/// What a server has told about itself: engine, release, models and limits, each with its source.
///
/// Nothing here is fatal: what a path did not tell is missing, and `probes` says why.
package struct EngineIdentity: Sendable {
    /// The server's root, without `/v1`.
    package let baseURL: ServerURL
    /// Nil when nothing told the engine, and for a router, which is none.
    package let engine: Sourced<EngineKind>?
    /// The release as stated by the server; see `detection` for what series names suggest.
    package let version: Sourced<String>?
    /// Nil when the list of models could not be read; empty when the server serves none.
    package let models: [ServedModel]?
    package let limits: [EngineLimit]
    /// What the metrics body told; nil when there was none.
    package let detection: EngineDetection?
    /// The families of the metrics body; nil when there was none.
    package let families: [MetricFamily]?
    /// Where the server's metrics are, or would be: below its root, `/prometheus/metrics` for
    /// TensorRT-LLM and `/metrics` for all others.
    package let metricsURL: ServerURL
    /// Every question that was asked, in the order of `ProbePath`.
    package let probes: [IdentityProbe]

    package init(
        baseURL: ServerURL, engine: Sourced<EngineKind>?, version: Sourced<String>?,
        models: [ServedModel]?, limits: [EngineLimit], detection: EngineDetection?,
        families: [MetricFamily]?,
        metricsURL: ServerURL? = nil, probes: [IdentityProbe]
    ) {
        self.baseURL = baseURL
        self.engine = engine
        self.version = version
        self.models = models
        self.limits = limits
        self.detection = detection
        self.families = families
        self.metricsURL = metricsURL ?? baseURL.appending(ProbePath.metrics.rawValue)
        self.probes = probes
    }

    /// Whether a router answers and no engine: `version` is the router's then.
    package var isRouter: Bool { detection?.isRouter == true }

    /// Whether a simulator answers that borrows the engine's names: its numbers are configured.
    package var isSimulator: Bool { detection?.isSimulator == true }

    /// How the question at `path` went wrong; nil when it was answered or not asked.
    package func failure(at path: ProbePath) -> ProbeFailure? {
        probes.first { $0.path == path }?.failure
    }

    /// Whether no question was answered by anything that speaks HTTP.
    package var isUnreachable: Bool {
        probes.allSatisfy { probe in
            guard case .transport? = probe.failure else { return false }
            return true
        }
    }
}
