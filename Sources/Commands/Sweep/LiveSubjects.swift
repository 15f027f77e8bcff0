import Capacity
import Foundation
import Inference
import Load
import Readiness
import Signals
import Telemetry

/// Live endpoints as they are swept: asked who they are, loaded, and looked at meanwhile.
enum LiveSubjects {
    private typealias Look = WatchedLoad<ContinuousClock>.Look

    /// How long a page of metrics may take.
    private static let scrapeTimeMax = Duration.seconds(5)
    /// The time between two looks.
    private static let interval = Duration.seconds(1)

    /// Makes clients for endpoints and closes them after the work.
    ///
    /// - Parameters:
    ///   - profiles: Where the endpoints are.
    ///   - names: Their names in the report.
    ///   - seed: Of the prompts.
    ///   - loopsMax: The most event loops of the clients of one endpoint.
    ///   - work: What to do with them.
    /// - Returns: What the work returns.
    /// - Throws: `GateError` when a profile does not allow a single request, `TelemetryError` when
    ///   certificate authorities or a URL cannot be used, and what the work throws.
    static func with<Result: Sendable>(
        _ profiles: [Profile], names: [String], seed: UInt64, loopsMax: Int,
        _ work: ([SweepSubject]) async throws -> Result
    ) async throws -> Result {
        try await with(Array(zip(profiles, names))[...], [], seed: seed, loopsMax: loopsMax, work)
    }

    private static func with<Result: Sendable>(
        _ rest: ArraySlice<(Profile, String)>, _ subjects: [SweepSubject], seed: UInt64,
        loopsMax: Int,
        _ work: ([SweepSubject]) async throws -> Result
    ) async throws -> Result {
        guard let (profile, name) = rest.first else { return try await work(subjects) }
        var settings = TelemetryClient.Configuration(timeout: scrapeTimeMax)
        settings.certificateAuthorityFile = profile.target.caFile
        return try await TelemetryClient.withClient(settings) { telemetry in
            let (subject, load) = try await subject(
                profile, name, telemetry, seed: seed, loopsMax: loopsMax)
            let result: Swift.Result<Result, any Error>
            do {
                result = .success(
                    try await with(
                        rest.dropFirst(), subjects + [subject], seed: seed, loopsMax: loopsMax, work
                    ))
            } catch {
                result = .failure(error)
            }
            await load.shutdown()
            return try result.get()
        }
    }

    private static func subject(
        _ profile: Profile, _ name: String, _ telemetry: TelemetryClient, seed: UInt64,
        loopsMax: Int
    ) async throws -> (SweepSubject, EndpointLoad) {
        let token = profile.target.apiKey.map { BearerToken($0.reveal()) }
        let identity = await EngineIdentity.discover(
            at: try ServerURL(profile.target.url.text), client: telemetry, token: token)
        let identified = try IdentityCheck(identity, profile: profile, log: nil)
        let pages = try pages(profile, identity)
        var looks: (@Sendable () async -> Look)?
        if !pages.isEmpty {
            looks = { await look(at: pages, identity.baseURL, token, telemetry) }
        }
        let endpoint = try endpoint(
            profile, model: identified.model, loopsMax: loopsMax)
        let load = WatchedLoad(
            endpoint, interval: interval, clock: ContinuousClock(), look: looks)
        let subject = SweepSubject(
            name: name, target: identified.target, objectives: profile.objectives,
            warnings: profile.warnings, maxTokens: profile.workload.maxTokens,
            workload: {
                profile.workload.turns(seed: seed &+ UInt64($0) &* 0x9E37_79B9)
            },
            measure: { plan, workload, onEvent in
                await load.measure(plan, workload: workload, onEvent: onEvent)
            })
        return (subject, endpoint)
    }

    private static func endpoint(
        _ profile: Profile, model: String, loopsMax: Int
    ) throws(GateError) -> EndpointLoad {
        var settings = EndpointLoad.Settings(provider: profile.name, model: model)
        settings.temperature = profile.workload.temperature
        settings.stream = profile.workload.stream
        let configuration = try ProbeSender.configuration(for: profile)
        do {
            return try EndpointLoad(configuration, settings: settings, loopsMax: loopsMax)
        } catch {
            throw .client(error)
        }
    }

    /// The metrics of the profile, or the server's own when it has some.
    private static func pages(
        _ profile: Profile, _ identity: EngineIdentity
    ) throws -> [Replica] {
        if !profile.engine.metrics.isEmpty {
            return Replica.list(try profile.engine.metrics.map { try ServerURL($0.text) })
        }
        return identity.families == nil ? [] : Replica.list([identity.metricsURL])
    }

    /// Reads every page once, all at the same time; the endpoint's credential is shown to its own
    /// server only.
    private static func look(
        at pages: [Replica], _ base: ServerURL, _ token: BearerToken?,
        _ telemetry: TelemetryClient
    ) async -> Look {
        await withTaskGroup(of: Look.self) { group in
            for page in pages {
                let isOwn = page.url.isSameServer(as: base)
                group.addTask {
                    let scraper = MetricsScraper(client: telemetry, token: isOwn ? token : nil)
                    do throws(FailedScrape) {
                        let snapshot = try await scraper.scrape(page.url)
                        return Look(scrapes: [
                            TimedScrape(
                                instance: page.name,
                                unixSeconds: snapshot.date.timeIntervalSince1970,
                                families: snapshot.families)
                        ])
                    } catch {
                        return Look(missed: [
                            MissedScrape(
                                instance: page.name,
                                unixSeconds: error.date.timeIntervalSince1970, reason: "\(error)")
                        ])
                    }
                }
            }
            var all = Look()
            for await one in group {
                all.scrapes += one.scrapes
                all.missed += one.missed
            }
            return all
        }
    }
}
