import Signals
import Telemetry

/// Looks at the metrics of every replica.
struct SignalWatch: Sendable {
    /// One metrics URL and how it is read.
    struct Source: Sendable {
        /// The whole URL.
        var url: ServerURL
        /// The credential, for the endpoint's own server only.
        var token: BearerToken?
    }

    private let sources: [Source]
    private let telemetry: TelemetryClient

    init(sources: [Source], telemetry: TelemetryClient) {
        self.sources = sources
        self.telemetry = telemetry
    }

    /// How many replicas are watched.
    var count: Int { sources.count }

    /// Reads every source once, all at the same time.
    ///
    /// A scrape that the end of the run cut short is not told: nothing failed.
    ///
    /// - Parameter observe: Told of each scrape.
    /// - Returns: One reading for each source; `nil` where it could not be read.
    func readAll(
        _ observe: @escaping @Sendable (GateEvent) async -> Void
    ) async -> [SignalReading?] {
        await withTaskGroup(of: (Int, SignalReading?).self) { group in
            for (place, source) in sources.enumerated() {
                group.addTask { (place, await read(source, observe)) }
            }
            var readings: [SignalReading?] = Array(repeating: nil, count: sources.count)
            for await (place, reading) in group { readings[place] = reading }
            return readings
        }
    }

    private func read(
        _ source: Source, _ observe: @Sendable (GateEvent) async -> Void
    ) async -> SignalReading? {
        do throws(FailedScrape) {
            let snapshot = try await scrape(source)
            await observe(.scraped(SnapshotRecord(snapshot)))
            return snapshot.reading
        } catch {
            if !Task.isCancelled { await observe(.scraped(SnapshotRecord(error))) }
            return nil
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
