/// The value of a signal on one body, by the kind of the signal.
package enum SignalValue: Sendable, Hashable {
    case gauge(Double)
    case counter(CounterReading)
    case observations(ObservationReading)
    /// The totals of a part and of its whole; only their increases make a share of a window.
    case share(of: CounterReading, in: CounterReading)
}
