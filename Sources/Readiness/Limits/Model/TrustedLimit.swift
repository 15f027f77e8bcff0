/// The value that is believed of a limit of the running process, and what else was said of it.
package struct TrustedLimit: Sendable, Hashable {
    /// The value that is believed.
    package var reading: LimitReading
    /// Other sources about the same process that say the same.
    package var agreeing: [LimitReading]
    /// Other sources about the same process that say something else.
    package var disagreeing: [LimitReading]

    /// Makes a trusted limit.
    package init(reading: LimitReading, agreeing: [LimitReading], disagreeing: [LimitReading]) {
        self.reading = reading
        self.agreeing = agreeing
        self.disagreeing = disagreeing
    }

    /// Why this one is believed.
    package var reason: String { reading.origin.reason }
}
