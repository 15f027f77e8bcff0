/// The readiness-gate project's two files as a ``Profile``.
package struct ClassicGate: Sendable, Equatable {
    /// The profile: its objectives are the limits of `sla`, its decision is
    /// ``Profile/Decision/threshold``.
    package let profile: Profile
    /// What the user should know about the files.
    package let notes: [ProfileNote]

    /// How long the original gate probes.
    package static let duration = Duration.seconds(30)
    /// How often the original gate probes.
    package static let interval = Duration.seconds(5)

    /// Joins the files.
    ///
    /// One probe starts at once and then one each interval, without warm-up and one at a time, as
    /// the original tool does it. The number of probes follows from duration and interval.
    ///
    /// - Parameters:
    ///   - config: The probe configuration.
    ///   - thresholds: The thresholds; the original tool's defaults when left out.
    ///   - overrides: The command line. ``ProfileOverrides/model`` also chooses among several
    ///     endpoints, by model or by label.
    ///   - environment: The environment for ``ProfileOverrides/apiKeyVariable``.
    /// - Throws: ``ProfileErrors`` when no single endpoint is chosen, when its API key cannot be
    ///   had, or when the command line is refused.
    package init(
        config: ClassicProbeConfig, thresholds: ClassicThresholds? = nil,
        overrides: ProfileOverrides = ProfileOverrides(), environment: [String: String] = [:]
    ) throws(ProfileErrors) {
        let thresholds = thresholds ?? ClassicThresholds()
        let endpoint = try Self.endpoint(of: config, named: overrides.model)
        var profile = try Self.profile(
            for: endpoint, thresholds, needsKey: overrides.apiKeyVariable == nil)
        var flags = overrides
        // The flag has done its work as a choice, unless it names a model the file does not.
        if endpoint.model != nil { flags.model = nil }
        profile = try Self.withProbeCount(flags, over: profile, environment)
        self.profile = profile
        notes = config.notes + thresholds.notes
    }

    private static func endpoint(
        of config: ClassicProbeConfig, named name: String?
    ) throws(ProfileErrors) -> ClassicProbeConfig.Endpoint {
        let matching = config.endpoints.filter { endpoint in
            guard let name, let model = endpoint.model else { return true }
            return name == model || name == endpoint.label || name == "\(endpoint.label)/\(model)"
        }
        if let endpoint = matching.first, matching.count == 1 { return endpoint }
        let list = (matching.isEmpty ? config.endpoints : matching)
            .map { "\($0.label)/\($0.model ?? "")" }.joined(separator: ", ")
        let flag = ProfileOverrides.Flag.model.rawValue
        guard let name, matching.isEmpty else {
            throw ProfileErrors([
                ProfileProblem(
                    place: .file(config.file), keyPath: "providers",
                    message: "lists \(matching.count) endpoints and a gate judges one; "
                        + "choose one with \(flag): \(list)")
            ])
        }
        throw ProfileErrors([
            ProfileProblem(
                place: .flag(flag), keyPath: "target.model",
                message: "\(name.quoted) is not in \(config.file); it lists \(list)", found: name)
        ])
    }

    private static func profile(
        for endpoint: ClassicProbeConfig.Endpoint, _ thresholds: ClassicThresholds, needsKey: Bool
    ) throws(ProfileErrors) -> Profile {
        var profile = Profile(
            url: endpoint.url, name: Profile.isName(endpoint.label) ? endpoint.label : nil)
        profile.target.model = endpoint.model
        switch endpoint.credential {
        case .none: break
        case .key(let key): profile.target.apiKey = key
        case .missing(let problem):
            if needsKey { throw ProfileErrors([problem]) }
        }
        profile.workload = Profile.Workload(
            prompt: .text(endpoint.prompt), maxTokens: endpoint.maxTokens, concurrency: 1)
        profile.objectives = thresholds.objectives
        profile.timeouts.total = endpoint.timeout
        profile.gate = Profile.Gate(
            minProbes: thresholds.minProbes, maxDuration: duration, warmup: 0,
            decision: .threshold, passRate: thresholds.passRate, interval: interval,
            probeLimits: endpoint.limits)
        return profile
    }

    /// Applies the flags and lets as many probes start as duration and interval have room for.
    private static func withProbeCount(
        _ flags: ProfileOverrides, over profile: Profile, _ environment: [String: String]
    ) throws(ProfileErrors) -> Profile {
        var roomy = profile
        roomy.gate.maxProbes = max(ProfileLimits.probes.upperBound, profile.gate.minProbes)
        var result = try flags.applied(to: roomy, environment: environment)
        guard flags.maxProbes == nil, let interval = result.gate.interval else { return result }
        let rounds = Profile.rounds(every: interval, during: result.gate.maxDuration)
        result.gate.maxProbes =
            rounds.multipliedReportingOverflow(by: result.workload.concurrency)
            .partialValue
        return result
    }
}
