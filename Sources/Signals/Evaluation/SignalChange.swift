/// What happened to a signal between two readings.
package enum SignalChange: Sendable, Hashable {
    /// A gauge at both moments; what happened between them is unseen.
    case level(before: Double, after: Double)
    /// What was added to a counter; the series hold increases.
    case increase(CounterReading)
    /// What was observed in between.
    case observations(ObservationReading)
    /// What was added to a part and to its whole.
    case share(of: CounterReading, in: CounterReading)
    /// A process behind the counter started again, so the increase is unknown.
    case reset
}
