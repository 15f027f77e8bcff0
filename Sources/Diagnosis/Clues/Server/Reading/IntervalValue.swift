/// A mean or share of what was observed in one interval.
struct IntervalValue: Sendable, Hashable {
    /// The middle of the interval, Unix seconds.
    let seconds: Double
    let value: Double
    /// How many observations are in it.
    let count: Double
    /// Requests that ran meanwhile; nil when unknown.
    let running: Double?
}
