/// A value and when it was had.
package struct TimedValue: Sendable, Hashable {
    /// Seconds since the begin of the observation.
    package let seconds: Double
    /// The value, in the caller's unit.
    package let value: Double

    package init(at seconds: Double, _ value: Double) {
        self.seconds = seconds
        self.value = value
    }
}
