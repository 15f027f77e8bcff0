package import Exposition
package import Signals

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// What one scrape of a metrics URL gave.
package struct Snapshot: Sendable {
    package let url: ServerURL
    /// The wall-clock time when the scrape began.
    package let date: Date
    /// When the scrape began, on the clock of measured requests.
    package let start: ContinuousClock.Instant
    /// From the start to the last byte; the values are of some moment within it.
    package let duration: Duration
    package let families: [MetricFamily]
    package let reading: SignalReading

    package init(
        url: ServerURL, date: Date, start: ContinuousClock.Instant, duration: Duration,
        families: [MetricFamily], reading: SignalReading
    ) {
        self.url = url
        self.date = date
        self.start = start
        self.duration = duration
        self.families = families
        self.reading = reading
    }

    /// The engine whose series the body holds.
    package var engine: EngineKind { reading.engine }
}
