import Exposition
import Foundation
import Signals
import Synchronization
import Telemetry

/// Looks at the metrics of every replica, and keeps of each scrape what the objectives need.
final class SignalWatch: Sendable {
    /// One metrics URL and how it is read.
    struct Source: Sendable {
        /// The whole URL.
        var url: ServerURL
        /// The credential, for the endpoint's own server only.
        var token: BearerToken?
    }

    private struct Kept {
        var scrapes: [TimedScrape] = []
        var detection: EngineDetection?
        var restriction: [LabelMatcher] = []
    }

    private let sources: [Source]
    private let names: [ServerURL: String]
    private let telemetry: TelemetryClient
    private let needs: SignalNeeds
    private let selector: [String: String]
    private let kept = Mutex(Kept())

    /// - Parameters:
    ///   - sources: The replicas.
    ///   - telemetry: Makes the requests.
    ///   - needs: The series to keep.
    ///   - selector: Labels that select the endpoint's series; those that a body does not have are
    ///     a store's and select nothing here.
    init(
        sources: [Source], telemetry: TelemetryClient, needs: SignalNeeds,
        selector: [String: String] = [:]
    ) {
        self.sources = sources
        names = Dictionary(
            uniqueKeysWithValues: Replica.list(sources.map(\.url)).map { ($0.url, $0.name) })
        self.telemetry = telemetry
        self.needs = needs
        self.selector = selector
    }

    /// How many replicas are watched.
    var count: Int { sources.count }

    /// Everything kept, as a window.
    ///
    /// - Parameters:
    ///   - startSeconds: The time of the look that begins it.
    ///   - endSeconds: The time of the look that ends it.
    ///   - engineVersion: The engine's release as it states it.
    /// - Returns: The window; blind when nothing was kept.
    func window(
        from startSeconds: Double, to endSeconds: Double, engineVersion: String?
    ) -> SignalWindow {
        kept.withLock { kept in
            SignalWindow(
                kept.scrapes, origin: .scrapes, from: startSeconds, to: endSeconds,
                replicasExpected: count,
                detection: kept.detection ?? EngineDetection(kind: .unknown),
                restriction: kept.restriction, engineVersion: engineVersion)
        }
    }

    /// Reads every source once, all at the same time.
    ///
    /// A scrape that the end of the run cut short is not told: nothing failed.
    ///
    /// - Parameters:
    ///   - seconds: The time of the look, Unix seconds; later looks have later times.
    ///   - observe: Told of each scrape.
    /// - Returns: One reading for each source; `nil` where it could not be read.
    func look(
        at seconds: Double, _ observe: @escaping @Sendable (GateEvent) async -> Void
    ) async -> [SignalReading?] {
        await withTaskGroup(of: (Int, SignalReading?).self) { group in
            for (place, source) in sources.enumerated() {
                group.addTask { (place, await self.read(source, at: seconds, observe)) }
            }
            var readings: [SignalReading?] = Array(repeating: nil, count: sources.count)
            for await (place, reading) in group { readings[place] = reading }
            return readings
        }
    }

    private func read(
        _ source: Source, at seconds: Double, _ observe: @Sendable (GateEvent) async -> Void
    ) async -> SignalReading? {
        do throws(FailedScrape) {
            let snapshot = try await scrape(source)
            await observe(.scraped(SnapshotRecord(snapshot)))
            await observe(
                .page(
                    TimedScrape(
                        instance: name(of: source),
                        unixSeconds: snapshot.date.timeIntervalSince1970,
                        families: snapshot.families)))
            keep(snapshot, of: source, at: seconds)
            return reading(of: snapshot)
        } catch {
            if !Task.isCancelled {
                await observe(.scraped(SnapshotRecord(error)))
                await observe(
                    .gap(
                        MissedScrape(
                            instance: name(of: source),
                            unixSeconds: error.date.timeIntervalSince1970,
                            reason: "\(error)")))
            }
            return nil
        }
    }

    /// Host and port, as Prometheus would call the replica.
    private func name(of source: Source) -> String { names[source.url] ?? source.url.authority }

    private func keep(_ snapshot: Snapshot, of source: Source, at seconds: Double) {
        let scrape = TimedScrape(
            instance: source.url.description, unixSeconds: seconds,
            families: needs.filter(snapshot.families))
        kept.withLock { kept in
            if kept.detection == nil {
                kept.detection = snapshot.reading.detection
                kept.restriction = restriction(in: snapshot.families)
            }
            if !needs.isEmpty { kept.scrapes.append(scrape) }
        }
    }

    private func reading(of snapshot: Snapshot) -> SignalReading {
        let restriction = kept.withLock { $0.restriction }
        guard !restriction.isEmpty else { return snapshot.reading }
        return SignalReading(snapshot.families, restriction: restriction)
    }

    private func restriction(in families: [MetricFamily]) -> [LabelMatcher] {
        selector.sorted { $0.key < $1.key }.compactMap { label, value in
            let isThere = families.lazy.flatMap(\.samples).contains { $0.label(label) != nil }
            return isThere ? .equal(label, value) : nil
        }
    }

    /// Reads the only source.
    ///
    /// - Returns: `nil` unless there is exactly one source and it can be read.
    func readOnly() async -> SignalReading? {
        guard sources.count == 1, let source = sources.first else { return nil }
        return try? await scrape(source).reading
    }

    private func scrape(_ source: Source) async throws(FailedScrape) -> Snapshot {
        try await MetricsScraper(client: telemetry, token: source.token).scrape(source.url)
    }
}
