import Signals
package import Telemetry

/// Who answers: engine, version, models and limits, and whether that fits the profile.
package struct IdentityCheck: Sendable {
    /// What answers.
    package var target: TargetIdentity

    /// The model to ask for.
    package var model: String

    /// Findings.
    package var results: [CheckResult]

    /// Looks at what a server said of itself.
    ///
    /// - Parameters:
    ///   - identity: What it said.
    ///   - profile: What was expected.
    /// - Throws: `GateError.modelUnnamed` when several models are served and none is named.
    package init(_ identity: EngineIdentity, profile: Profile) throws(GateError) {
        let served = identity.models?.map(\.id) ?? []
        if let named = profile.target.model {
            model = named
        } else if served.count > 1 {
            throw .modelUnnamed(served)
        } else {
            // Without a list the first request tells what is wrong, better than we could guess.
            model = served.first ?? "default"
        }
        target = TargetIdentity(
            url: profile.target.url.text, model: model, api: profile.target.api.rawValue,
            engine: identity.engine?.value.rawValue, engineVersion: identity.version?.value)
        target.limits = identity.limits.map { limit in
            TargetIdentity.Limit(
                name: limit.kind.rawValue, value: Self.text(limit.value), source: limit.source)
        }
        results = [Self.models(identity, served: served, model: model)]
        results += Self.expectations(identity, profile: profile)
    }

    private static func models(
        _ identity: EngineIdentity, served: [String], model: String
    ) -> CheckResult {
        func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "model", group: .identity, state: state, message: message)
        }
        guard identity.models != nil else {
            let why = identity.failure(at: .models)?.description ?? "no answer"
            return result(.skipped, "the endpoint does not list its models (\(why))")
        }
        guard !served.isEmpty else {
            return result(
                .warning, "the endpoint lists no model; \(model) is asked for all the same")
        }
        let names = identity.models?.flatMap { [$0.id] + $0.aliases } ?? []
        if names.contains(model) { return result(.passed, "serves \(model)") }
        return result(
            .warning,
            "\(model) is not among the served models (\(served.prefix(10).joined(separator: ", ")))"
        )
    }

    /// The profile's `engine.expect` against the limits that the engine tells.
    private static func expectations(
        _ identity: EngineIdentity, profile: Profile
    ) -> [CheckResult] {
        guard let expected = profile.engine.expect.maxNumSeqs else { return [] }
        func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "max-num-seqs", group: .identity, state: state, message: message)
        }
        guard let live = identity.limits.first(where: { $0.kind == .runningRequests }) else {
            return [
                result(.skipped, "the endpoint does not tell how many sequences it runs at once")
            ]
        }
        return live.value == Double(expected)
            ? [result(.passed, "runs \(expected) sequences at once, as expected")]
            : [
                result(
                    .failed,
                    "runs \(text(live.value)) sequences at once, \(expected) expected "
                        + "(\(live.source))")
            ]
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
