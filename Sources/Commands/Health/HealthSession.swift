import Foundation
import Inference
import Readiness
import Reports
import Signals
import Simulator
import Telemetry

/// One run of `firstlight health`, from the targets to the exit code.
struct HealthSession {
    let command: HealthCommand
    let console: Console

    /// Watches, grades and prints.
    ///
    /// - Returns: The exit status that the grade asks for.
    /// - Throws: `ProfileErrors` or `UsageError` when there is nothing to watch.
    func run() async throws -> ExitStatus {
        if !command.reading.metrics.isEmpty { return try await judgeRecorded() }
        if command.asksStore {
            return try finish(
                try await HealthStoreSession(command: command, console: console).report())
        }
        guard let demo = command.demo else {
            return try await watch(try HealthTargets(command: command, console: console))
        }
        return try await DemoEndpoint.withEndpoint(demo) { endpoint in
            var targets = try HealthTargets(
                name: "demo-\(endpoint.scenario.name)", urls: endpoint.replicaURLs)
            targets.append(try HealthTargets.exporters(command.exporter))
            return try await DemoLoad.running(against: endpoint, console: console) {
                try await watch(targets)
            }
        }
    }

    // MARK: - Live

    private func watch(_ plan: HealthTargets) async throws -> ExitStatus {
        let startedAt = Date()
        let times = try command.reading.plan()
        var settings = TelemetryClient.Configuration(timeout: HealthReadingOptions.scrapeMost)
        settings.certificateAuthorityFile = plan.caFile
        if !command.quiet {
            let time =
                times.duration == .zero ? "once" : "for \(DurationText.exact(times.duration))"
            console.note("reading \(plan.name) \(time)")
        }
        let interruption = Interruption()
        let ready = settings
        let evidence = try await interruption.guarding { () async throws -> HealthEvidence in
            try await Self.gather(plan.targets, times, settings: ready)
        }
        var report = try await assess(
            evidence, name: plan.name, startedAt: startedAt, ranges: plan.ranges,
            now: Date().timeIntervalSince1970)
        report.interruptedBy = interruption.signal
        report.notes += plan.notes
        if command.store.prometheus != nil {
            report.notes.append(
                "Scraped directly; --prometheus is asked only where no target is named.")
        }
        if let signal = interruption.signal {
            report.notes.insert(
                "The window was cut short by signal \(signal); this is what was read until then.",
                at: 0)
        }
        return try finish(report)
    }

    private static func gather(
        _ targets: [HealthTarget], _ times: HealthWatch<ContinuousClock>.Plan,
        settings: TelemetryClient.Configuration
    ) async throws -> HealthEvidence {
        try await TelemetryClient.withClient(settings) { client in
            let watch = HealthWatch(
                targets: targets, plan: times, clock: ContinuousClock(), read: reader(client))
            let logs = await watch.run()
            return HealthEvidence(logs, identities: await identities(of: logs, client: client))
        }
    }

    private static func reader(
        _ client: TelemetryClient
    ) -> HealthWatch<ContinuousClock>.Reader {
        { target, url in
            do throws(FailedScrape) {
                return .success(
                    try await MetricsScraper(client: client, token: target.token).scrape(url))
            } catch {
                return .failure(error)
            }
        }
    }

    /// What the servers say of themselves; after a signal nobody is asked any more.
    private static func identities(
        of logs: [ReplicaLog], client: TelemetryClient
    ) async -> [String: EngineIdentity] {
        await withTaskGroup(of: (String, EngineIdentity).self) { group in
            for log in logs where !Task.isCancelled {
                guard let root = log.target.root else { continue }
                group.addTask {
                    let identity = await EngineIdentity.discover(
                        at: root, client: client, token: log.target.token)
                    return (log.target.name, identity)
                }
            }
            var identities: [String: EngineIdentity] = [:]
            for await (name, identity) in group { identities[name] = identity }
            return identities
        }
    }

    // MARK: - Recorded

    private func judgeRecorded() async throws -> ExitStatus {
        let log = try RecordedMetrics.log(
            of: command.reading.metrics, spacing: try command.reading.spacingTime())
        let evidence = HealthEvidence([log], kind: .recorded)
        let startedAt = log.snapshots.first?.date ?? Date()
        let report = try await assess(
            evidence, name: log.target.name, startedAt: startedAt, ranges: .catalogue, now: nil)
        return try finish(report)
    }

    // MARK: - The end

    private func assess(
        _ evidence: HealthEvidence, name: String, startedAt: Date, ranges: HealthRanges,
        now: Double?
    ) async throws -> HealthReport {
        try await HealthAssessment(
            evidence.source,
            settings: .init(
                name: name, startedAt: startedAt, window: evidence.window, ranges: ranges,
                requiresTraffic: command.requiresTraffic, nowSeconds: now)
        ).report(on: evidence.observations)
    }

    private func finish(_ report: HealthReport) throws -> ExitStatus {
        let text =
            switch command.format {
            case .text:
                HealthTerminalReport.render(
                    report,
                    style: TerminalStyle(
                        color: console.outHasColor, width: console.width,
                        verbose: command.verbose))
            case .json: String(decoding: HealthJSONReport.render(report), as: UTF8.self)
            case .markdown: HealthMarkdownReport.render(report)
            }
        try console.out(text)
        return ExitStatus.of(report, allowDegraded: command.allowDegraded)
    }
}
