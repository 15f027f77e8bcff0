#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A scrape that gave nothing, with its time, so that a gap in a series can be explained.
package struct FailedScrape: Error, Sendable, Hashable, CustomStringConvertible {
    package let url: ServerURL
    /// The wall-clock time when the scrape began.
    package let date: Date
    /// When the scrape began, on the clock of measured requests.
    package let start: ContinuousClock.Instant
    /// From the start to the failure.
    package let duration: Duration
    package let reason: ScrapeError

    package init(
        url: ServerURL, date: Date, start: ContinuousClock.Instant, duration: Duration,
        reason: ScrapeError
    ) {
        self.url = url
        self.date = date
        self.start = start
        self.duration = duration
        self.reason = reason
    }

    package var description: String { reason.description }
}
