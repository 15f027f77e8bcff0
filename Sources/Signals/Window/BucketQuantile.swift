/// A quantile read from the cumulative buckets of a histogram.
///
/// What a histogram tells is the bucket that holds the quantile; the number within it is drawn by
/// assuming that the observations are spread evenly.
package struct BucketQuantile: Sendable, Hashable {
    /// The edges of the bucket that holds the quantile; the upper one is infinite in the last bucket.
    package let lower: Double
    package let upper: Double
    /// Where linear interpolation puts it, as PromQL's `histogram_quantile` does; the largest finite
    /// bound when it lies beyond.
    package let interpolated: Double
    /// All observations in the buckets.
    package let count: Double

    /// Nil without a `+Inf` bucket, with less than two buckets or without observations.
    ///
    /// - Parameters:
    ///   - quantile: 0...1.
    ///   - buckets: cumulative counts by upper bound, in any order; the one of `+Inf` among them.
    package init?(_ quantile: Double, buckets: [(upperBound: Double, count: Double)]) {
        guard quantile >= 0, quantile <= 1 else { return nil }
        var bounds: [Double] = []
        var counts: [Double] = []
        // One bound may be there in two spellings, from replicas of two releases.
        for bucket in buckets.sorted(by: { $0.upperBound < $1.upperBound }) {
            if let last = bounds.last, last == bucket.upperBound {
                counts[counts.count - 1] += bucket.count
            } else {
                bounds.append(bucket.upperBound)
                counts.append(bucket.count)
            }
        }
        guard bounds.last == .infinity, bounds.count >= 2 else { return nil }
        // Counts of replicas that are scraped apart may fall: a quantile needs them to rise.
        for index in counts.indices.dropFirst() where counts[index] < counts[index - 1] {
            counts[index] = counts[index - 1]
        }
        let total = counts[counts.count - 1]
        guard total > 0 else { return nil }
        count = total
        let rank = quantile * total
        let last = bounds.count - 1
        let index = counts[..<last].firstIndex { $0 >= rank } ?? last
        upper = bounds[index]
        lower = index > 0 ? bounds[index - 1] : min(0, bounds[0])
        if index == last {
            interpolated = bounds[last - 1]
        } else if index == 0, bounds[0] <= 0 {
            interpolated = bounds[0]
        } else {
            let before = index > 0 ? counts[index - 1] : 0
            let within = counts[index] - before
            // Promised by the search: an empty bucket holds a rank only where the rank is zero.
            interpolated =
                within > 0 ? lower + (upper - lower) * ((rank - before) / within) : upper
        }
    }
}
