/// A sample of a series at a moment.
package struct TimedValue: Sendable, Hashable {
    /// Seconds since the Unix epoch.
    package let unixSeconds: Double
    /// The value; nil marks that the series was gone from this moment on.
    package let value: Double?

    package init(unixSeconds: Double, value: Double?) {
        self.unixSeconds = unixSeconds
        self.value = value
    }
}
