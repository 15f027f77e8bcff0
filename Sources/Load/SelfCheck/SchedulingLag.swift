/// How late the client's own event loop ran, as a sample of moments evenly spread over the run.
package struct SchedulingLag: Sendable, Hashable {
    /// Ticks that were due, those that a stall swallowed included.
    package var count: Int
    /// The lag of the median tick.
    package var median: Duration
    /// The lag that one tick in a hundred exceeds: one moment in a hundred was stamped later than
    /// this.
    package var p99: Duration
    /// The largest lag.
    package var largest: Duration

    /// Creates a summary.
    ///
    /// - Parameters:
    ///   - count: Ticks that were due.
    ///   - median: The median lag.
    ///   - p99: The lag that one tick in a hundred exceeds.
    ///   - largest: The largest lag.
    package init(count: Int, median: Duration, p99: Duration, largest: Duration) {
        self.count = count
        self.median = median
        self.p99 = p99
        self.largest = largest
    }
}
