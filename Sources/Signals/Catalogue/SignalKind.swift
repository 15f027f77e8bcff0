/// How the values of a signal behave over time, and so what may be computed from two readings.
package enum SignalKind: String, Sendable, Hashable, CaseIterable {
    /// A level at the moment of the scrape.
    case gauge
    /// A total since the process started; only its increase says something.
    case counter
    /// Observed values: their buckets, sum and count since the process started.
    case histogram
    /// A part of a whole, 0 to 1, over a window; a few exporters give it as a level of their own.
    case share
}
