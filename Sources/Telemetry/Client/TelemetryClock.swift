#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Where the times of snapshots come from, so that tests can give them.
package struct TelemetryClock: Sendable {
    /// The monotonic time, on the clock of measured requests.
    package var now: @Sendable () -> ContinuousClock.Instant
    /// The wall-clock time.
    package var date: @Sendable () -> Date

    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        date: @escaping @Sendable () -> Date
    ) {
        self.now = now
        self.date = date
    }

    /// The clocks of this machine.
    package static let system = TelemetryClock(now: { .now }, date: { Date() })
}
