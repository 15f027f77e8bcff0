/// How the values of a signal behave over time, and so what may be computed from two readings.
package enum SignalKind: String, Sendable, Hashable {
    /// A level at the moment of the scrape.
    case gauge
    /// A total since the process started; only its increase says something.
    case counter
    /// Totals of observed durations: their sum and their count since the process started.
    case histogram
}
