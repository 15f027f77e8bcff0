/// Totals of observed values since a process started: durations, lengths.
package struct ObservationReading: Sendable, Hashable {
    /// The sums, in the unit of the series.
    package let sums: CounterReading
    package let counts: CounterReading
    /// What turns the unit of the series into the signal's.
    package let scale: Double

    /// The sum of all observed values, in the signal's unit.
    package var sum: Double { sums.total * scale }

    /// How many values were observed.
    package var count: Double { counts.total }

    /// What was observed since `earlier`; nil when one of the processes behind it started again.
    func increase(since earlier: ObservationReading) -> ObservationReading? {
        guard let sums = sums.increase(since: earlier.sums),
            let counts = counts.increase(since: earlier.counts)
        else { return nil }
        return ObservationReading(sums: sums, counts: counts, scale: scale)
    }
}
