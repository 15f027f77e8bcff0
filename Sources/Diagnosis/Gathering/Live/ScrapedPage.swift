import Foundation
import Signals
import Telemetry

/// One page of metrics that is read again and again.
struct ScrapedPage: Sendable {
    let replica: Replica
    let scraper: MetricsScraper

    /// Reads the page once; a reading that the end of the load cut short is not told.
    func scrape(into collector: EvidenceCollector) async {
        do throws(FailedScrape) {
            let snapshot = try await scraper.scrape(replica.url)
            await collector.take(
                TimedScrape(
                    instance: replica.name, unixSeconds: snapshot.date.timeIntervalSince1970,
                    families: snapshot.families))
        } catch {
            guard !Task.isCancelled else { return }
            await collector.take(
                MissedScrape(
                    instance: replica.name, unixSeconds: error.date.timeIntervalSince1970,
                    reason: "\(error)"))
        }
    }
}
