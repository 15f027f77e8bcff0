/// A sample of a series at a moment.
package struct TimedValue: Sendable, Hashable {
    /// Milliseconds since the Unix epoch, as stores of metrics count: differences of them are exact.
    package let unixMilliseconds: Int64
    /// The value; nil marks that the series was gone from this moment on.
    package let value: Double?

    /// - Parameters:
    ///   - unixSeconds: since the Unix epoch; milliseconds count.
    ///   - value: the value, or nil for the end of a series.
    package init(unixSeconds: Double, value: Double?) {
        self.unixMilliseconds = Milliseconds.of(unixSeconds)
        self.value = value
    }
}
