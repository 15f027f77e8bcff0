/// The value of a signal on one body, by the kind of the signal.
package enum SignalValue: Sendable, Hashable {
    case gauge(Double)
    case counter(CounterReading)
    case observations(ObservationReading)
}
