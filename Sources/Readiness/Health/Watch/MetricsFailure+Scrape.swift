import Signals
package import Telemetry

extension MetricsFailure {
    /// What a failed scrape means.
    ///
    /// - Parameters:
    ///   - error: why it failed.
    ///   - identity: what the server said of itself; nil when it was not asked.
    ///   - hadAnswered: whether an earlier scrape gave metrics.
    package init(_ error: ScrapeError, identity: EngineIdentity?, hadAnswered: Bool) {
        let engine = identity?.engine?.value
        let name = engine?.displayName ?? "the server"
        switch error {
        case .request(.status(_, let code, _)) where code == 401 || code == 403:
            self.init(
                .unmeasured, reason: error.description,
                advice: "name the variable that holds the key with --api-key-env")
        case .request(.status(_, 501, _)):
            self.init(
                .unmeasured, reason: "\(name) has its metrics switched off (501)",
                advice: error.hint ?? "switch the metrics on")
        case .request(.status(_, let code, _)) where code >= 500:
            self.init(.down, reason: error.description, advice: "look at the engine's log")
        case .request(.status(_, 404, _)):
            self.init(absentOn: engine, error: error)
        case .request(.status), .request(.redirect), .request(.bodyTooLarge),
            .request(.encodedBody), .request(.invalidToken), .request(.invalidURL),
            .request(.certificateAuthorities), .request(.cancelled), .html, .json, .empty,
            .malformed:
            self.init(.unmeasured, reason: error.description, advice: error.hint ?? Self.outside)
        case .request:
            guard identity?.isUnreachable ?? true else {
                self.init(
                    .unmeasured, reason: "the server answers, its metrics do not: \(error)",
                    advice: "check the address of the metrics")
                return
            }
            self.init(
                .down, reason: hadAnswered ? "went away in the window: \(error)" : "\(error)",
                advice: "check the address and the server")
        }
    }

    private init(absentOn engine: EngineKind?, error: ScrapeError) {
        switch engine {
        case .ollama:
            self.init(
                .unmeasured, reason: "Ollama exports no metrics", advice: Self.outside)
        case .sglang:
            self.init(
                .unmeasured, reason: "SGLang runs without its metrics",
                advice: "start it with --enable-metrics")
        case .llamacpp:
            self.init(
                .unmeasured, reason: "llama-server runs without its metrics",
                advice: "start it with --metrics")
        default:
            self.init(
                .unmeasured, reason: "\(error)",
                advice: "some servers export no metrics (Ollama, transformers serve): "
                    + Self.outside + "; else name their URL with --replica .../metrics")
        }
    }

    private static let outside = "firstlight gate measures from outside, without metrics"
}
