package import Foundation
import Inference
import Load
import Signals
import Synchronization
import Telemetry

/// Runs a gate against a live endpoint: identity, warm-up, probes, verdict.
///
/// Cancelling the task ends the run early; the report then holds what was measured until then.
package struct GateRunner: Sendable {
    /// What the world gives a run.
    package struct Environment: Sendable {
        /// The wall clock.
        package var now: @Sendable () -> Date
        /// The signal that interrupted the run, once there is one.
        package var interruptedBy: @Sendable () -> Int32?
        /// Takes what happens while the run goes on.
        package var observe: @Sendable (GateEvent) async -> Void
        /// How long a look at the engine beside a single request may take; after a longer one there
        /// are no more, so that the run does not wait for the server's metrics.
        package var lookTimeMax = Duration.milliseconds(100)

        /// Creates an environment.
        ///
        /// - Parameters:
        ///   - now: The wall clock.
        ///   - interruptedBy: The signal that interrupted the run.
        ///   - observe: Takes what happens.
        package init(
            now: @escaping @Sendable () -> Date,
            interruptedBy: @escaping @Sendable () -> Int32? = { nil },
            observe: @escaping @Sendable (GateEvent) async -> Void = { _ in }
        ) {
            self.now = now
            self.interruptedBy = interruptedBy
            self.observe = observe
        }
    }

    private let profile: Profile
    private let environment: Environment

    /// The number that the cancel check's request carries: far from every probe's and warm-up's,
    /// and different from them in its low 32 bits, which choose the prompt's beginning.
    private static let cancelIndex = Int(Int32.min)

    /// The time between two looks at the server's signals.
    private static let samplingInterval = Duration.seconds(1)

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - profile: What to probe and what to require.
    ///   - environment: Clock, interruption, observer.
    package init(profile: Profile, environment: Environment) {
        self.profile = profile
        self.environment = environment
    }

    /// Runs the gate.
    ///
    /// - Returns: The report.
    /// - Throws: `GateError` when our side's configuration does not allow a single request;
    ///   `TelemetryError` when the profile's certificate authorities or a URL cannot be used.
    package func run() async throws -> GateReport {
        let client = try ProbeSender.client(for: profile)
        let startedAt = environment.now()
        let start = ContinuousClock.now
        var settings = TelemetryClient.Configuration(timeout: .seconds(5))
        settings.certificateAuthorityFile = profile.target.caFile
        let result: Result<GateReport, any Error>
        do {
            result = .success(
                try await TelemetryClient.withClient(settings) { telemetry in
                    try await run(
                        client: client, telemetry: telemetry, start: start, startedAt: startedAt)
                })
        } catch {
            result = .failure(error)
        }
        await client.shutdown()
        return try result.get()
    }

    private func run(
        client: InferenceClient, telemetry: TelemetryClient, start: ContinuousClock.Instant,
        startedAt: Date
    ) async throws -> GateReport {
        let token = profile.target.apiKey.map { BearerToken($0.reveal()) }
        let identity = await EngineIdentity.discover(
            at: try ServerURL(profile.target.url.text), client: telemetry, token: token)
        let log = profile.engine.startupLog.map { file in
            Result { () throws(FileError) in try StartupLog.read(file: file) }
        }
        let identified = try IdentityCheck(identity, profile: profile, log: log)
        await environment.observe(.identified(identified.target))
        await environment.observe(.recognised(identity))
        for note in SignalAlternatives.warnings(profile.allObjectives, identity.detection) {
            await environment.observe(.noted(note))
        }
        let seed = UInt64(bitPattern: Int64(startedAt.timeIntervalSince1970 * 1e6))
        let sender = ProbeSender(
            client: client, model: identified.model, workload: profile.workload, seed: seed)
        let needs = SignalNeeds(profile.allObjectives)
        let stage = GateStage(
            profile: profile, environment: environment, sender: sender,
            signals: SignalWatch(
                sources: try metricsSources(identity, token: token), telemetry: telemetry,
                needs: needs, selector: profile.engine.selector),
            store: try store(telemetry, needs: needs, model: identified.model),
            engineVersion: identity.version?.value,
            samplingInterval: Self.samplingInterval, start: start, startedAt: startedAt)
        var outcome = await stage.play(cancelIndex: Self.cancelIndex)
        outcome.around.checks = identified.results + outcome.around.checks
        return report(outcome, target: identified.target, seed: seed, start: start, startedAt)
    }

    /// The store of the profile; without objectives on the server's signals nobody asks it.
    private func store(
        _ telemetry: TelemetryClient, needs: SignalNeeds, model: String
    ) throws -> StoreWatch? {
        guard let address = profile.engine.prometheus, !needs.isEmpty else { return nil }
        let api = PrometheusAPI(url: try ServerURL(address.text), client: telemetry)
        return StoreWatch(
            api, needs: needs, selector: profile.engine.selector, model: model,
            now: { Date().timeIntervalSince1970 },
            pause: { try? await ContinuousClock().sleep(for: $0) })
    }

    /// The metrics of the profile, or the server's own when it has some.
    ///
    /// The endpoint's credential is shown to its own server only.
    private func metricsSources(
        _ identity: EngineIdentity, token: BearerToken?
    ) throws -> [SignalWatch.Source] {
        guard !profile.engine.metrics.isEmpty else {
            guard identity.families != nil else { return [] }
            let url = identity.baseURL.appending(ProbePath.metrics.rawValue)
            return [SignalWatch.Source(url: url, token: token)]
        }
        let target = identity.baseURL
        return try profile.engine.metrics.map { address in
            let url = try ServerURL(address.text)
            let isTarget =
                url.isSecure == target.isSecure && url.port == target.port
                && url.host.lowercased() == target.host.lowercased()
            return SignalWatch.Source(url: url, token: isTarget ? token : nil)
        }
    }

    private func report(
        _ outcome: GateStage.Outcome, target: TargetIdentity, seed: UInt64,
        start: ContinuousClock.Instant, _ startedAt: Date
    ) -> GateReport {
        var report = GateReport(
            verdict: .inconclusive, headline: "", name: profile.name, target: target,
            startedAt: startedAt, rule: profile.decisionRule, confidence: profile.gate.confidence)
        report.notes = outcome.notes
        report.workload = profile.workloadSettings + [.init(name: "seed", value: "\(seed)")]
        report.toolVersion = ToolVersion.current
        report.profileDigest = profile.digest
        report.conclude(outcome.evidence, warmups: outcome.warmups, outcome.around)
        report.duration = start.duration(to: .now)
        return report
    }
}
