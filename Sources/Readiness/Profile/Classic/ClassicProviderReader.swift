import Inference

/// Reads the providers of a ``ClassicProbeConfig``.
struct ClassicProviderReader {
    private typealias Keys = ClassicProbeConfig.Keys

    let environment: [String: String]
    let log: ProblemLog
    private(set) var endpoints: [ClassicProbeConfig.Endpoint] = []
    private var defaults = Settings()

    init(environment: [String: String], log: ProblemLog) {
        self.environment = environment
        self.log = log
    }

    /// What the document, a provider and a model may each set; the innermost wins.
    private struct Settings {
        var prompt = ClassicProbeConfig.Defaults.prompt
        var maxTokens = ClassicProbeConfig.Defaults.maxTokens
        var timeout = ClassicProbeConfig.Defaults.timeout
        var limits = Profile.ProbeLimits()
    }

    /// A provider while its models are read.
    private struct Provider {
        var label: String
        var url: HTTPAddress
        var credential: ClassicProbeConfig.Credential
        var settings: Settings
    }

    /// Reads `defaults` and `providers`.
    mutating func readDocument(_ document: YAMLSection) {
        if let section = document.section("defaults", keys: Keys.defaults, unknown: .noted) {
            defaults = settings(section, over: defaults)
            if let field = section.field("concurrency") {
                log.note(
                    "\(field.path) is left out: it limits how many endpoints are probed at once, "
                        + "and firstlight gates one", at: field.keyMark)
            }
        }
        guard let providers = document.field("providers") else {
            log.report("providers is missing", at: nil, keyPath: "providers")
            return
        }
        for provider in providers.items() ?? [] {
            guard let section = provider.section(keys: Keys.provider, unknown: .noted) else {
                continue
            }
            readProvider(section, provider)
        }
    }

    // MARK: - Providers

    private mutating func readProvider(_ section: YAMLSection, _ field: YAMLField) {
        let typeField = section.field("type") ?? section.field("provider") ?? section.field("name")
        guard let typeField else {
            field.report("names no provider; write name: openai")
            return
        }
        guard let type = typeField.text() else { return }
        let nameField = section.field("label") ?? section.field("name")
        let label = nameField?.text() ?? type
        guard isSpoken(type, typeField) else { return }
        guard let url = url(of: section, field) else { return }
        let provider = Provider(
            label: label, url: url, credential: credential(of: section),
            settings: settings(section, over: defaults))
        readModels(section, provider, field)
    }

    /// Names of APIs that firstlight does not speak.
    private static let unspoken = ["anthropic", "google", "azure", "bedrock"]
    /// Names under which the OpenAI API is served.
    private static let spoken = [
        "openai", "openai-compatible", "vllm", "sglang", "ollama", "tgi", "llamacpp", "llama.cpp",
    ]

    private func isSpoken(_ type: String, _ field: YAMLField) -> Bool {
        let name = type.lowercased()
        if Self.unspoken.contains(name) {
            log.note(
                "\(field.path): the \(name) API is not supported by this version; "
                    + "the provider is left out", at: field.mark)
            return false
        }
        if !Self.spoken.contains(name) {
            log.note(
                "\(field.path): \(type.quoted) is taken for an endpoint that speaks the OpenAI API",
                at: field.mark)
        }
        return true
    }

    private func url(of section: YAMLSection, _ field: YAMLField) -> HTTPAddress? {
        if let written = section.field("base_url") ?? section.field("url") {
            if let other = section.field("url"), other.path != written.path {
                log.note(
                    "both base_url and url are given; \(written.path) is used", at: other.keyMark)
            }
            return written.address()
        }
        log.note(
            "\(field.path): base_url is missing; \(ClassicProbeConfig.Defaults.url) is used, "
                + "as the original tool does", at: field.mark)
        return try? HTTPAddress(ClassicProbeConfig.Defaults.url)
    }

    // MARK: - Credentials

    /// Words people write where a key must stand and none is needed.
    private static let placeholders: Set<String> = [
        "unused", "none", "dummy", "empty", "not-needed", "n/a", "token", "xxx",
        "sk-no-key-required",
    ]

    private func credential(of section: YAMLSection) -> ClassicProbeConfig.Credential {
        if let field = section.field("api_key_env"), let name = field.text() {
            guard EnvironmentReference.isName(name) else {
                log.hideLine(of: field.mark)
                return .missing(
                    problem(field, "takes the name of an environment variable, not a key"))
            }
            return expand("${\(name)}", field)
        }
        guard let field = section.field("api_key"), let text = field.written?.trimmed else {
            return .none
        }
        guard !text.isEmpty else { return .none }
        guard text.contains("$") else {
            log.hideLine(of: field.mark)
            if !Self.placeholders.contains(text.lowercased()) {
                log.note(
                    "\(field.path) holds a key in plain text; write ${NAME} and keep it in the "
                        + "environment", at: field.keyMark)
            }
            return .key(Secret(text))
        }
        return expand(braced(text), field)
    }

    /// The original tool takes `$NAME` for `${NAME}`.
    private func braced(_ text: String) -> String {
        guard text.hasPrefix("$"), EnvironmentReference.isName(text.dropFirst()) else {
            return text
        }
        return "${\(text.dropFirst())}"
    }

    private func expand(
        _ text: String, _ field: YAMLField
    ) -> ClassicProbeConfig.Credential {
        do {
            return .key(try EnvironmentReference.expand(text, environment: environment))
        } catch {
            if error.mayBeTheSecret { log.hideLine(of: field.mark) }
            return .missing(problem(field, error.description, hint: error.hint))
        }
    }

    private func problem(
        _ field: YAMLField, _ sentence: String, hint: String? = nil
    ) -> ProfileProblem {
        ProfileProblem(
            place: log.place(field.mark), keyPath: field.path,
            message: "\(field.path): \(sentence)", hint: hint)
    }

    // MARK: - Models

    private mutating func readModels(
        _ section: YAMLSection, _ provider: Provider, _ field: YAMLField
    ) {
        guard let models = section.field("models") ?? section.field("model") else {
            log.note(
                "\(field.path): no model is named; the endpoint's only one is meant",
                at: field.mark)
            append(provider, model: nil, provider.settings)
            return
        }
        for item in models.items() ?? [] {
            guard item.isMapping else {
                if let name = item.text() { append(provider, model: name, provider.settings) }
                continue
            }
            guard let section = item.section(keys: Keys.model, unknown: .noted) else { continue }
            guard let name = section.field("name") else {
                item.report("names no model; write name: my-model")
                continue
            }
            let settings = settings(section, over: provider.settings)
            if let name = name.text() { append(provider, model: name, settings) }
        }
    }

    private mutating func append(_ provider: Provider, model: String?, _ settings: Settings) {
        endpoints.append(
            ClassicProbeConfig.Endpoint(
                label: provider.label, url: provider.url, model: model, prompt: settings.prompt,
                maxTokens: settings.maxTokens, limits: settings.limits, timeout: settings.timeout,
                credential: provider.credential))
    }

    private func settings(_ section: YAMLSection, over outer: Settings) -> Settings {
        var settings = outer
        if let prompt = section.field("prompt")?.text() { settings.prompt = prompt }
        if let value = section.field("max_tokens")?.wholeNumber(in: ProfileLimits.maxTokens) {
            settings.maxTokens = value
        }
        if let value = section.field("timeout")?.duration() { settings.timeout = value }
        guard section.knows("thresholds"),
            let limits = section.section(
                "thresholds", keys: Keys.thresholds, unknown: .noted)
        else { return settings }
        if let value = limits.field("max_ttft")?.duration() { settings.limits.ttft = value }
        if let value = limits.field("max_latency")?.duration() { settings.limits.latency = value }
        let throughput = ClassicValue.throughput(
            limits, read: "min_tokens_per_sec", ignored: "min_throughput",
            reader: "the readiness-gate project's probe")
        if let throughput { settings.limits.tokensPerSecond = throughput }
        return settings
    }
}
