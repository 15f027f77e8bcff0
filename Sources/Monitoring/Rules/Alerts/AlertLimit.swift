package import Signals

/// Where an alert begins.
package struct AlertLimit: Sendable, Hashable {
    /// The number of the signal that is limited.
    package let statistic: SignalStatistic
    /// The limit in the signal's unit.
    package let value: Double
    /// Whether it is the largest good value; else the smallest.
    package let isCeiling: Bool
    /// Where the limit comes from, for comments: an objective as it is written, or nil for the
    /// catalogue.
    package let objective: String?
}
