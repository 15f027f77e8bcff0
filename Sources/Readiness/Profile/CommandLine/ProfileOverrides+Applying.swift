extension ProfileOverrides {
    /// The profile with these overrides in it.
    ///
    /// - Parameters:
    ///   - base: The profile from a file; `nil` starts from the endpoint in ``url`` and the
    ///     defaults.
    ///   - environment: The environment that ``apiKeyVariable`` names a variable of.
    /// - Returns: A complete profile without contradictions.
    /// - Throws: ``ProfileErrors`` with every refused value, each placed at its flag, or with what
    ///   the values contradict.
    package func applied(
        to base: Profile?, environment: [String: String]
    ) throws(ProfileErrors) -> Profile {
        let reader = FlagReader()
        let address = url.flatMap { reader.address($0, .target) }
        if url == nil, base == nil {
            reader.report(
                .target,
                "names no endpoint; write a URL such as http://localhost:8000, or a profile")
        }
        var profile = base ?? address.map { Profile(url: $0) }
        if let address { profile?.target.url = address }
        // Every flag is looked at, so that every mistake is reported, even without an endpoint.
        if var read = profile ?? Self.stand {
            applyTarget(to: &read, reader, environment)
            applyWorkload(to: &read, reader)
            applyGate(to: &read, reader)
            read.objectives = reader.objectives(objectives, .objective) ?? read.objectives
            read.warnings = reader.objectives(warnings, .warning) ?? read.warnings
            if profile != nil { profile = read }
        }
        if let profile, reader.problems.isEmpty { reportConflicts(of: profile, reader) }
        guard let profile, reader.problems.isEmpty else { throw ProfileErrors(reader.problems) }
        return profile
    }

    /// A profile to read flags into when there is no endpoint.
    private static var stand: Profile? {
        (try? HTTPAddress("http://localhost")).map { Profile(url: $0) }
    }

    private func applyTarget(
        to profile: inout Profile, _ reader: FlagReader, _ environment: [String: String]
    ) {
        if let name {
            if Profile.isName(name) {
                profile.name = name
            } else {
                reader.report(
                    .name,
                    "\(name.quoted) cannot name a run directory; write letters, digits, \".\", "
                        + "\"_\" and \"-\", beginning with a letter or a digit, "
                        + "at most \(Profile.nameLength) of them")
            }
        }
        if let model { profile.target.model = reader.text(model, .model) ?? profile.target.model }
        if let api {
            profile.target.api =
                reader.word(api, .api, of: Profile.API.self)
                ?? profile.target.api
        }
        if let caFile { profile.target.caFile = reader.text(caFile, .caFile) }
        if let apiKeyVariable {
            profile.target.apiKey = reader.secret(apiKeyVariable, .apiKeyVariable, environment)
        }
        if !metrics.isEmpty {
            profile.engine.metrics = metrics.compactMap { reader.address($0, .metrics) }
        }
        if let prometheus {
            profile.engine.prometheus = reader.address(prometheus, .prometheus)
        }
    }

    private func applyWorkload(to profile: inout Profile, _ reader: FlagReader) {
        if let prompt {
            if Profile.Prompt.names.contains(prompt) {
                profile.workload.prompt = .named(prompt)
            } else {
                let nearest = NearestSpelling.of(prompt, among: Profile.Prompt.names)
                reader.report(
                    .prompt,
                    "unknown prompt \(prompt.quoted); "
                        + (nearest.map { "did you mean \($0.quoted)?" }
                            ?? "the prompts are \(Profile.Prompt.names.joined(separator: ", "))"))
            }
        }
        reader.number(promptTokens, .promptTokens, ProfileLimits.promptTokens) {
            profile.workload.promptTokens = $0
        }
        reader.number(maxTokens, .maxTokens, ProfileLimits.maxTokens) {
            profile.workload.maxTokens = $0
        }
        reader.number(concurrency, .concurrency, ProfileLimits.concurrency) {
            profile.workload.concurrency = $0
        }
        reader.number(temperature, .temperature, ProfileLimits.temperature) {
            profile.workload.temperature = $0
        }
        if let timeout {
            profile.timeouts.total = reader.duration(timeout, .timeout)
        }
    }

    private func applyGate(to profile: inout Profile, _ reader: FlagReader) {
        reader.number(minProbes, .minProbes, ProfileLimits.probes) { profile.gate.minProbes = $0 }
        reader.number(maxProbes, .maxProbes, ProfileLimits.probes) { profile.gate.maxProbes = $0 }
        reader.number(warmup, .warmup, ProfileLimits.warmup) { profile.gate.warmup = $0 }
        if let maxDuration, let value = reader.duration(maxDuration, .maxDuration) {
            profile.gate.maxDuration = value
        }
        if let interval, let value = reader.duration(interval, .interval) {
            profile.gate.interval = value
        }
        if let confidence, let value = reader.ratio(confidence, .confidence) {
            if ProfileLimits.confidence.contains(value) {
                profile.gate.confidence = value
            } else {
                reader.report(.confidence, ProfileLimits.confidenceSentence)
            }
        }
        if let passRate, let value = reader.ratio(passRate, .passRate) {
            if value > 0 {
                profile.gate.passRate = value
            } else {
                reader.report(.passRate, ProfileLimits.passRateSentence)
            }
        }
        if let decision {
            profile.gate.decision =
                reader.word(decision, .decision, of: Profile.Decision.self)
                ?? profile.gate.decision
        }
    }

    private func reportConflicts(of profile: Profile, _ reader: FlagReader) {
        let given = Set(givenFlags.map(\.keyPath))
        for conflict in profile.conflicts() {
            let keys = conflict.keyPaths.map { $0.prefix { $0 != "[" } }.map(String.init)
            let key = keys.first { given.contains($0) } ?? keys.first
            let flag = Flag.allCases.first { $0.keyPath == key }
            reader.report(flag ?? .target, conflict.message)
        }
    }

    /// The flags that were given.
    private var givenFlags: [Flag] {
        let given: [(Flag, Bool)] = [
            (.target, url != nil), (.name, name != nil), (.model, model != nil),
            (.api, api != nil), (.apiKeyVariable, apiKeyVariable != nil),
            (.caFile, caFile != nil), (.metrics, !metrics.isEmpty),
            (.prometheus, prometheus != nil),
            (.objective, !objectives.isEmpty), (.warning, !warnings.isEmpty),
            (.prompt, prompt != nil), (.promptTokens, promptTokens != nil),
            (.maxTokens, maxTokens != nil), (.concurrency, concurrency != nil),
            (.temperature, temperature != nil), (.minProbes, minProbes != nil),
            (.maxProbes, maxProbes != nil), (.maxDuration, maxDuration != nil),
            (.interval, interval != nil), (.confidence, confidence != nil),
            (.warmup, warmup != nil), (.decision, decision != nil),
            (.passRate, passRate != nil), (.timeout, timeout != nil),
        ]
        return given.filter(\.1).map(\.0)
    }
}
