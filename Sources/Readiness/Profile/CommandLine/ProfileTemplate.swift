import Inference

/// Writes a profile as commented YAML, for `firstlight init`.
package enum ProfileTemplate {
    /// A commented profile that ``Profile/parse(yaml:file:environment:)`` reads back to the same
    /// values.
    ///
    /// Secrets have no text: an API key is written as a reference to `apiKeyVariable`, and headers
    /// are left out.
    ///
    /// - Parameters:
    ///   - profile: The values.
    ///   - apiKeyVariable: The environment variable that holds the API key, when one is needed.
    ///   - file: The file that the text goes to.
    /// - Returns: YAML with a final line break.
    package static func render(
        _ profile: Profile, apiKeyVariable: String? = nil, file: String = "firstlight.yml"
    ) -> String {
        let sections = [
            """
            # What to test, how, and what to require of it.
            # Run it with: firstlight gate \(YAMLText.scalar(file))
            version: \(profile.version)
            # Names the run directory: letters, digits, ".", "_" and "-".
            name: \(YAMLText.scalar(profile.name))
            """,
            target(profile.target, apiKeyVariable: apiKeyVariable),
            engine(profile.engine),
            workload(profile.workload),
            objectives(profile),
            gate(profile.gate),
            timeouts(profile),
        ]
        return sections.joined(separator: "\n\n") + "\n"
    }

    private static func target(_ target: Profile.Target, apiKeyVariable: String?) -> String {
        let keepAlive = target.keepAlive == ProfileDefaults.keepAlive ? nil : "\(target.keepAlive)"
        return [
            "target:",
            "  # With or without /v1.",
            "  url: \(YAMLText.scalar(target.url.text))",
            "  # May be left out when the endpoint serves exactly one model.",
            line("model", target.model.map(YAMLText.scalar), example: "my-model"),
            "  # \(Profile.API.names).",
            "  api: \(target.api.rawValue)",
            "  # Only ever from the environment.",
            line("apiKey", apiKeyVariable.map { "${\($0)}" }, example: "${OPENAI_API_KEY}"),
            "  # headers: {X-Tenant: blue, X-Api-Key: \"${GATEWAY_KEY}\"}",
            "  # Certificate authorities to trust instead of the system's, as PEM.",
            line("caFile", target.caFile.map(YAMLText.scalar), example: "ca.pem"),
            "  # false opens a new connection for every request.",
            line("keepAlive", keepAlive, example: "\(ProfileDefaults.keepAlive)"),
        ].joined(separator: "\n")
    }

    private static func engine(_ engine: Profile.Engine) -> String {
        let metrics = engine.metrics.map { YAMLText.scalar($0.text) }.joined(separator: ", ")
        let labels = engine.selector.sorted { $0.key < $1.key }
            .map { "\($0.key): \(YAMLText.scalar($0.value))" }.joined(separator: ", ")
        let prometheus = engine.prometheus.map { YAMLText.scalar($0.text) }
        let expect = engine.expect.maxNumSeqs.map { "{maxNumSeqs: \($0)}" }
        return [
            "# Where the engine's own signals come from; everything here is optional.",
            "engine:",
            "  # One metrics endpoint for each replica.",
            line(
                "metrics", metrics.isEmpty ? nil : "[\(metrics)]",
                example: "[http://localhost:8000/metrics]"),
            line("prometheus", prometheus, example: "http://localhost:9090"),
            "  # It judges where no metrics can be scraped, and is compared where they can.",
            "  # Labels that select this endpoint's series.",
            line(
                "selector", labels.isEmpty ? nil : "{\(labels)}",
                example: "{model_name: my-model}"),
            "  # The response header that names the replica that answered.",
            line(
                "replicaHeader", engine.replicaHeader.map(YAMLText.scalar), example: "x-served-by"),
            line("startupLog", engine.startupLog.map(YAMLText.scalar), example: "vllm.log"),
            line("expect", expect, example: "{maxNumSeqs: 16}"),
        ].joined(separator: "\n")
    }

    /// The key with its value, or commented out with an example.
    private static func line(_ key: String, _ value: String?, example: String) -> String {
        value.map { "  \(key): \($0)" } ?? "  # \(key): \(example)"
    }

    private static func workload(_ workload: Profile.Workload) -> String {
        let prompt =
            switch workload.prompt {
            case .named(let name): YAMLText.scalar(name)
            case .text(let text): "{text: \(YAMLText.quoted(text))}"
            }
        let temperature = workload.temperature.map { FixedDecimal(shortest: $0)?.text ?? "\($0)" }
        let names = Profile.Prompt.names.joined(separator: ", ")
        return [
            "# What every probe sends.",
            "workload:",
            "  # \(names), or {text: \"...\"} for a text of your own.",
            "  prompt: \(prompt)",
            "  promptTokens: \(workload.promptTokens)",
            "  maxTokens: \(workload.maxTokens)",
            "  # Requests in flight at once.",
            "  concurrency: \(workload.concurrency)",
            line("temperature", temperature, example: "0"),
            "  stream: \(workload.stream)",
        ].joined(separator: "\n")
    }

    private static func objectives(_ profile: Profile) -> String {
        var lines = ["# Hard limits: one violated means NOT READY.", "objectives:"]
        lines += profile.objectives.map { "  - \($0)" }
        lines.append("# Soft limits: one violated means DEGRADED.")
        guard !profile.warnings.isEmpty else {
            lines += ["# warnings:", "#   - itl p99 <= 150ms", "#   - kv cache max <= 85%"]
            return lines.joined(separator: "\n")
        }
        lines.append("warnings:")
        lines += profile.warnings.map { "  - \($0)" }
        return lines.joined(separator: "\n")
    }

    private static func gate(_ gate: Profile.Gate) -> String {
        [
            "# How the decision is made.",
            "gate:",
            "  # READY is never said on fewer probes; NOT READY does not wait for them.",
            "  minProbes: \(gate.minProbes)",
            "  # An undecided gate gives up after either of these.",
            "  maxProbes: \(gate.maxProbes)",
            "  maxDuration: \(DurationText.compact(gate.maxDuration))",
            "  confidence: \(RatioText.compact(gate.confidence))",
            "  # Requests sent first and reported apart.",
            "  warmup: \(gate.warmup)",
            "  # sequential (bounds that hold however often one looks)",
            "  # or threshold (point estimates).",
            "  decision: \(gate.decision.rawValue)",
            "  # Share of probes that must pass; used by threshold only.",
            "  passRate: \(RatioText.compact(gate.passRate))",
            "  # The pause between the starts of two rounds of probes.",
            line("interval", gate.interval.map(DurationText.compact), example: "5s"),
        ].joined(separator: "\n")
    }

    private static func timeouts(_ profile: Profile) -> String {
        let written = profile.timeouts
        let used = profile.requestTimeouts
        return [
            "# When a request is given up; a timeout counts as a failure.",
            "# Values behind # are in force as long as nothing else is written.",
            "timeouts:",
            line(
                "connect", written.connect.map(DurationText.compact),
                example: DurationText.compact(used.connect)),
            line(
                "firstToken", written.firstToken.map(DurationText.compact),
                example: DurationText.compact(used.firstToken)),
            line(
                "gap", written.gap.map(DurationText.compact),
                example: DurationText.compact(used.gap)),
            line(
                "total", written.total.map(DurationText.compact),
                example: DurationText.compact(used.total)),
        ].joined(separator: "\n")
    }
}
