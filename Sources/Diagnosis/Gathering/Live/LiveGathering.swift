package import Foundation
import Inference
import Load
import Signals
import Synchronization
import Telemetry

/// Gathers evidence at a live endpoint: a short mixed load, beacons beside it, and pages of metrics.
///
/// Cancelling the task ends it early; what was gathered until then is returned. A server that says
/// nothing of itself is no error: the evidence is then the client's alone.
package struct LiveGathering: Sendable {
    private let target: GatheringTarget
    private let settings: GatheringSettings
    private let writer: EvidenceWriter?
    private let now: @Sendable () -> Date
    private let observe: @Sendable (GatheringEvent) async -> Void

    /// How long a page of metrics may take.
    private static let scrapeTimeMax: Duration = .seconds(5)

    /// Creates a gathering.
    ///
    /// - Parameters:
    ///   - target: What to look at.
    ///   - settings: The load.
    ///   - writer: Keeps everything as it comes; nil keeps nothing.
    ///   - now: The wall clock.
    ///   - observe: Told of everything as it comes.
    package init(
        target: GatheringTarget, settings: GatheringSettings, writer: EvidenceWriter? = nil,
        now: @escaping @Sendable () -> Date = { Date() },
        observe: @escaping @Sendable (GatheringEvent) async -> Void = { _ in }
    ) {
        self.target = target
        self.settings = settings
        self.writer = writer
        self.now = now
        self.observe = observe
    }

    /// Asks who is there, then loads, and looks all the while.
    ///
    /// - Returns: The evidence.
    /// - Throws: `GatheringError` when not a single request can be made; `TelemetryError` when the
    ///   endpoint's certificate authorities cannot be used.
    package func run() async throws -> Gathered {
        let clients = try DiagnosticClients(target, limits: settings.limits)
        var configuration = TelemetryClient.Configuration(timeout: Self.scrapeTimeMax)
        configuration.certificateAuthorityFile = target.endpoint.certificateAuthorityFile
        let result: Result<Gathered, any Error>
        do {
            result = .success(
                try await TelemetryClient.withClient(configuration) { telemetry in
                    try await run(clients, telemetry)
                })
        } catch {
            result = .failure(error)
        }
        await clients.shutdown()
        return try result.get()
    }

    private func run(
        _ clients: DiagnosticClients, _ telemetry: TelemetryClient
    ) async throws -> Gathered {
        let url = try ServerURL(target.endpoint.baseURL)
        let token = target.endpoint.apiKey.map { BearerToken($0.reveal()) }
        let identity = await EngineIdentity.discover(
            at: url, client: telemetry, token: token, model: target.model)
        if Task.isCancelled {
            // Questions that were cut off say nothing about the endpoint.
            return Gathered(
                evidence: Evidence(), model: target.model ?? "", end: .cancelled, notes: [])
        }
        let choice = try ModelChoice(identity, named: target.model)
        await observe(.identified(identity, model: choice.model))
        let pages = pages(identity, token: token, telemetry)
        let collector = EvidenceCollector(
            writer: writer, requestsMax: settings.requestsMax, observe: observe)
        let monitor = clients.lagMonitor()
        let before = ProcessorUse.now()
        monitor.start()
        let end = await withTaskGroup(of: Void.self) { group in
            for page in pages { await page.scrape(into: collector) }
            for page in pages {
                group.addTask {
                    await Self.every(settings.scrapeInterval) { await page.scrape(into: collector) }
                }
            }
            group.addTask { await sendBeacons(clients, into: collector) }
            let load = DiagnosticLoad(
                clients: clients, settings: settings, choice: choice, name: target.name,
                collector: collector, startDate: now())
            let end = await load.run()
            group.cancelAll()
            return end
        }
        if !Task.isCancelled {
            for page in pages { await page.scrape(into: collector) }
        }
        monitor.stop()
        let use = ProcessorUse.now().coresSince(before)
        return finish(
            collector, identity, choice, end: end, lag: monitor.summary(), processorUse: use,
            hasPages: !pages.isEmpty)
    }

    private func finish(
        _ collector: EvidenceCollector, _ identity: EngineIdentity, _ choice: ModelChoice,
        end: Gathered.End, lag: SchedulingLag?, processorUse: Double, hasPages: Bool
    ) -> Gathered {
        collector.keep { writer throws(EvidenceFileError) in
            try writer.writeClient(lag: lag, processorUse: processorUse)
        }
        var client = collector.client
        client.lag = lag
        client.processorUse = processorUse
        var server = collector.server
        server.identity = identity
        var notes = choice.notes + collector.notes
        if server.scrapes.isEmpty, end != .cancelled {
            let reason = server.missed.first?.reason ?? "it shows no page of metrics"
            notes.append(
                "The server does not say anything of itself (\(reason)): the diagnosis rests on "
                    + "the client's measurements alone.")
        }
        if case .sameFailure(let outcome) = end {
            notes.append(
                "The load ended early: the first \(settings.sameFailuresMax) requests all failed "
                    + "with the outcome \(outcome).")
        }
        let saysNothing = server.scrapes.isEmpty && !hasPages && identity.isUnreachable
        return Gathered(
            evidence: Evidence(client: client, server: saysNothing ? nil : server),
            model: choice.model, end: end, notes: notes)
    }

    // MARK: - Beside the load

    /// The pages to scrape; the endpoint's credential is shown to its own server only.
    private func pages(
        _ identity: EngineIdentity, token: BearerToken?, _ telemetry: TelemetryClient
    ) -> [ScrapedPage] {
        var urls = target.metrics
        if urls.isEmpty, identity.families != nil { urls = [identity.metricsURL] }
        return Replica.list(urls + target.exporters).map { replica in
            let isOwn = replica.url.isSameServer(as: identity.baseURL)
            return ScrapedPage(
                replica: replica,
                scraper: MetricsScraper(client: telemetry, token: isOwn ? token : nil))
        }
    }

    private func sendBeacons(_ clients: DiagnosticClients, into collector: EvidenceCollector) async
    {
        let number = Mutex(0)
        await Self.every(settings.beaconInterval) {
            let isFresh = number.withLock { number in
                number += 1
                return number % 2 == 1
            }
            if let beacon = await clients.beacon(wantsFresh: isFresh, at: now()) {
                await collector.take(beacon)
            }
        }
    }

    /// Does something at equal intervals until the task is cancelled; what takes longer than an
    /// interval delays the next turn, and no burst makes up for it.
    private static func every(_ interval: Duration, _ turn: () async -> Void) async {
        let clock = ContinuousClock()
        var due = clock.now
        while !Task.isCancelled {
            await turn()
            due = max(due + interval, clock.now)
            try? await clock.sleep(until: due, tolerance: nil)
        }
    }
}
