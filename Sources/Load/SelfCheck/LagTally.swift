import Estimates

/// Counts how late ticks came.
///
/// Only one tick is under way at a time, so a stall swallows the ticks that were due inside it. An
/// arrival during a stall of length L waits for what is left of it; counting the stall as one late
/// tick among many punctual ones would hide it. Each late tick therefore stands for all that were
/// due in the meantime, with lags of L, L - interval, L - 2 intervals and so on, as HdrHistogram's
/// correction for coordinated omission does.
package struct LagTally: Sendable, Equatable {
    /// The most ticks that one stall stands for; beyond, the run is beyond help anyway.
    private static let ticksMax = 1_000_000

    private let interval: Duration
    private var lags = LatencyHistogram()

    /// Creates an empty tally.
    ///
    /// - Parameter interval: The time between two ticks that come on time, positive.
    package init(interval: Duration) {
        precondition(interval > .zero, "ticks follow each other after some time")
        self.interval = interval
    }

    /// Takes one tick.
    ///
    /// - Parameter lag: How late it came; early counts as punctual.
    package mutating func record(_ lag: Duration) {
        var remaining = max(lag, .zero)
        for _ in 0..<Self.ticksMax {
            lags.record(remaining)
            remaining -= interval
            if remaining <= .zero { return }
        }
    }

    /// The lags counted so far; `nil` before the first tick.
    ///
    /// Percentiles are rounded up within 0.1 %, the largest is exact.
    package var summary: SchedulingLag? {
        guard let largest = lags.largest else { return nil }
        func rank(_ share: Double) -> Duration { .seconds(lags.quantile(share).upper) }
        return SchedulingLag(
            count: lags.count, median: min(rank(0.5), largest), p99: min(rank(0.99), largest),
            largest: largest)
    }
}
