/// What a sample's name says beyond its family's name.
package enum SeriesRole: String, Sendable, Hashable {
    /// The family's own value: a gauge, a counter, or a summary's quantile.
    case value
    /// A cumulative bucket, `_bucket`.
    case bucket
    /// The sum of observations, `_sum`.
    case sum
    /// The number of observations, `_count`.
    case count
    /// The time at which the series was created, `_created`; a gauge.
    case created

    /// The suffix on the wire.
    package var suffix: String {
        self == .value ? "" : "_\(rawValue)"
    }
}
