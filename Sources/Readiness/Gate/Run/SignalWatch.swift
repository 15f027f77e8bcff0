import Signals
import Telemetry

/// Looks at the metrics of every replica.
struct SignalWatch: Sendable {
    private let sources: [ServerURL]
    private let scraper: MetricsScraper

    init(sources: [ServerURL], telemetry: TelemetryClient, token: BearerToken?) {
        self.sources = sources
        scraper = MetricsScraper(client: telemetry, token: token)
    }

    /// Reads every source once.
    ///
    /// - Parameter observe: Told of each scrape.
    /// - Returns: One reading for each source; `nil` where it could not be read.
    func readAll(
        _ observe: @Sendable (GateEvent) async -> Void
    ) async -> [SignalReading?] {
        var readings: [SignalReading?] = []
        for source in sources {
            do throws(FailedScrape) {
                let snapshot = try await scraper.scrape(source)
                await observe(.scraped(SnapshotRecord(snapshot)))
                readings.append(snapshot.reading)
            } catch {
                await observe(.scraped(SnapshotRecord(error)))
                readings.append(nil)
            }
        }
        return readings
    }

    /// Reads every source once.
    ///
    /// - Parameter observe: Told of each scrape.
    /// - Returns: The readings that succeeded.
    func sample(_ observe: @Sendable (GateEvent) async -> Void) async -> [SignalReading] {
        await readAll(observe).compactMap { $0 }
    }

    /// Reads the only source; with several, requests cannot be told apart.
    ///
    /// - Returns: `nil` unless there is exactly one source and it can be read.
    func readFirst() async -> SignalReading? {
        guard sources.count == 1, let source = sources.first else { return nil }
        return try? await scraper.scrape(source).reading
    }
}
