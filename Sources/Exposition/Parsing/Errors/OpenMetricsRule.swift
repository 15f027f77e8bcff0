/// A rule of OpenMetrics 1.0 on what samples mean, beyond the grammar of a line.
package enum OpenMetricsRule: Sendable, Hashable {
    case bucketWithoutBound
    /// An `le` that is no number, or an infinite one that is not spelled `+Inf`.
    case invalidBound(String)
    case bucketsOutOfOrder
    case bucketCountsDecrease
    case infiniteBucketMissing
    case countIsNotInfiniteBucket
    case sumWithoutCount
    case countWithoutSum
    case sumWithNegativeBounds
    case negativeSumWithoutNegativeBounds
    /// A `quantile` that is not there or no number from 0 to 1.
    case invalidQuantile(String?)
    case stateWithoutLabel
    case stateIsNotBoolean
    case infoIsNotOne
    case countIsNotWhole
    case counterIsNaN
    case counterIsNegative
    case quantileValueIsNegative
    case exemplarNotAllowed
    case groupInterleaved
    case timestampsMixed
    case timestampsBackwards
    case unitIsNotSuffix(String)
    case unitNotAllowed
}

extension OpenMetricsRule: CustomStringConvertible {
    package var description: String {
        switch self {
        case .bucketWithoutBound: "a bucket has a label le with its upper bound"
        case .invalidBound(let found): "le=\"\(found)\" is not a number; infinity is +Inf"
        case .bucketsOutOfOrder: "buckets come in ascending order of le, each once"
        case .bucketCountsDecrease: "a bucket counts no less than the one before it"
        case .infiniteBucketMissing: "the last bucket of a histogram is le=\"+Inf\""
        case .countIsNotInfiniteBucket: "the count equals the bucket le=\"+Inf\""
        case .sumWithoutCount: "where there is a sum there is a count"
        case .countWithoutSum: "where there is a count there is a sum"
        case .sumWithNegativeBounds: "a histogram with negative bounds has no sum"
        case .negativeSumWithoutNegativeBounds:
            "the sum is negative only where a bound is negative"
        case .invalidQuantile(let found?): "quantile=\"\(found)\" is not a number from 0 to 1"
        case .invalidQuantile(nil): "a summary's value has a label quantile from 0 to 1"
        case .stateWithoutLabel: "a state set has a label of the family's name"
        case .stateIsNotBoolean: "a state is 0 or 1"
        case .infoIsNotOne: "the value of an info is 1"
        case .countIsNotWhole: "buckets and counts are whole numbers"
        case .counterIsNaN: "a counting sample is never NaN"
        case .counterIsNegative: "a counting sample is never negative"
        case .quantileValueIsNegative: "the value of a quantile is never negative"
        case .exemplarNotAllowed: "only counters' _total and buckets carry exemplars"
        case .groupInterleaved:
            "all samples of one set of labels come together; this set was left before"
        case .timestampsMixed: "of samples with one set of labels, all or none have a timestamp"
        case .timestampsBackwards: "the timestamps of one set of labels never decrease"
        case .unitIsNotSuffix(let unit):
            "the name of a family with the unit \(unit) ends in _\(unit)"
        case .unitNotAllowed: "info and stateset families have no unit"
        }
    }
}
