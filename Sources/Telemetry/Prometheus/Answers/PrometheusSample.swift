/// A value of a series at a time.
package struct PrometheusSample: Sendable, Hashable {
    /// Seconds since the Unix epoch; servers keep milliseconds.
    package let timeSeconds: Double
    /// The exact 64-bit float, infinities and NaN included.
    package let value: Double

    package init(timeSeconds: Double, value: Double) {
        self.timeSeconds = timeSeconds
        self.value = value
    }
}
