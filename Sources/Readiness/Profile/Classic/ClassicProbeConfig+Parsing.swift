import Inference

extension ClassicProbeConfig {
    /// Reads a probe configuration from a file.
    ///
    /// - Throws: ``ProfileErrors`` with every problem of the file.
    package static func load(
        path: String, environment: [String: String]
    ) throws(ProfileErrors) -> ClassicProbeConfig {
        try parse(yaml: TextFile.read(path), file: path, environment: environment)
    }

    /// Reads a probe configuration from a text.
    ///
    /// Read are `defaults` (`prompt`, `max_tokens`, `timeout`) and `providers`, each with `name`
    /// (or `type` or `provider`), `label`, `base_url` (or `url`), `api_key` or `api_key_env`,
    /// `models` or `model`, and per provider or model `prompt`, `max_tokens`, `timeout` and
    /// `thresholds`
    /// (`max_ttft`, `max_latency`, `min_tokens_per_sec`). Every other key gives a note, and so does
    /// a provider whose API firstlight does not speak.
    ///
    /// - Parameters:
    ///   - yaml: The text.
    ///   - file: What messages call the text.
    ///   - environment: The environment that `${NAME}`, `$NAME` and `api_key_env` refer to.
    /// - Returns: At least one endpoint, and notes.
    /// - Throws: ``ProfileErrors`` with every problem of the text, or when no endpoint is left.
    package static func parse(
        yaml: String, file: String, environment: [String: String]
    ) throws(ProfileErrors) -> ClassicProbeConfig {
        let document = try YAMLDocument(yaml, file: file)
        let log = ProblemLog(source: document.source)
        var reader = ClassicProviderReader(environment: environment, log: log)
        let root = document.rootField(log: log)
        if let root, !root.isNull {
            if let section = root.section(keys: Keys.document, unknown: .noted) {
                reader.readDocument(section)
            }
        } else {
            log.report("is empty; a probe configuration lists its providers", at: nil, keyPath: "")
        }
        if reader.endpoints.isEmpty, log.problems.isEmpty {
            log.report(
                "lists no endpoint that firstlight can measure; it speaks the OpenAI API, as in "
                    + "providers: [{name: openai, base_url: http://localhost:8000, "
                    + "models: [{name: my-model}]}]", at: nil, keyPath: "providers")
        }
        log.reportUnreadRepetitions(of: document)
        try log.throwIfAny()
        return ClassicProbeConfig(endpoints: reader.endpoints, notes: log.notes, file: file)
    }

    /// The keys that are read.
    enum Keys {
        static let document = ["defaults", "providers"]
        static let shared = ["prompt", "max_tokens", "timeout", "thresholds"]
        static let defaults = ["prompt", "max_tokens", "timeout", "concurrency"]
        static let provider =
            [
                "name", "type", "provider", "label", "base_url", "url", "api_key", "api_key_env",
                "models", "model",
            ] + shared
        static let model = ["name"] + shared
        static let thresholds = ["max_ttft", "max_latency", "min_tokens_per_sec", "min_throughput"]
    }
}
