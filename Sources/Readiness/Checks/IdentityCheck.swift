import Inference
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
    ///   - log: What the startup log of the profile told; `nil` when it names none.
    /// - Throws: `GateError.modelUnnamed` when several models are served and none is named.
    package init(
        _ identity: EngineIdentity, profile: Profile, log: Result<StartupLog, FileError>? = nil
    ) throws(GateError) {
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
        let told = try? log?.get()
        // The running process is believed before its log, which may be another one's.
        let fromLog = (told?.limits ?? []).filter { limit in
            !identity.limits.contains { $0.kind == limit.kind }
        }
        let limits = identity.limits + fromLog
        target.limits = limits.map { limit in
            TargetIdentity.Limit(
                name: limit.kind.rawValue, value: Self.text(limit.value), source: limit.source)
        }
        results = [Self.models(identity, served: served, model: model)]
        results += Self.expectations(limits, profile: profile)
        if let log { results.append(Self.startupLog(log, identity, profile: profile)) }
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
        _ limits: [EngineLimit], profile: Profile
    ) -> [CheckResult] {
        guard let expected = profile.engine.expect.maxNumSeqs else { return [] }
        func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "max-num-seqs", group: .identity, state: state, message: message)
        }
        guard let live = limits.first(where: { $0.kind == .runningRequests }) else {
            return [
                result(
                    .skipped,
                    "the endpoint does not tell how many sequences it runs at once; name its log in "
                        + "engine.startupLog")
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

    /// Whether the startup log is of what answers.
    private static func startupLog(
        _ log: Result<StartupLog, FileError>, _ identity: EngineIdentity, profile: Profile
    ) -> CheckResult {
        func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "startup-log", group: .identity, state: state, message: message)
        }
        let file = profile.engine.startupLog ?? "the startup log"
        let told: StartupLog
        switch log {
        case .failure(let error): return result(.warning, "the startup log is not read: \(error)")
        case .success(let found): told = found
        }
        guard let engine = told.engine else {
            return result(.warning, "\(file) holds no line of an engine that firstlight knows")
        }
        var differences: [String] = []
        if let live = identity.engine?.value, live != engine.value {
            differences.append(
                "\(engine.value.displayName) in the log and \(live.displayName) answering")
        }
        if let then = told.version?.value, let now = identity.version?.value, then != now {
            differences.append("release \(then) in the log and \(now) answering")
        }
        for limit in told.limits {
            guard let live = identity.limits.first(where: { $0.kind == limit.kind }),
                live.value != limit.value
            else { continue }
            differences.append(
                "\(limit.kind.rawValue) \(text(limit.value)) in the log and \(text(live.value)) by "
                    + live.source)
        }
        guard differences.isEmpty else {
            return result(
                .warning, "\(file) is not of what runs: \(differences.joined(separator: ", "))")
        }
        let limits = told.limits.count == 1 ? "1 limit" : "\(told.limits.count) limits"
        return result(.passed, "\(file) tells \(limits) of \(engine.value.displayName)")
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
