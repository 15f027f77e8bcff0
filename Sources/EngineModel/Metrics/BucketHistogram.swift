/// A histogram as an engine keeps it: counts per bucket and a sum, nothing else.
///
/// ``quantile(_:)`` answers what `histogram_quantile` of Prometheus would say about it, which is arithmetic on
/// bucket edges and can be far from the truth.
package struct BucketHistogram: Equatable, Sendable {
    /// Upper bounds in ascending order, without the infinite one.
    package let bounds: [Double]

    /// Observations per bucket, not cumulated; one more entry than ``bounds``, the last is above every bound.
    package private(set) var counts: [UInt64]

    /// Sum of all observed values.
    package private(set) var sum = 0.0

    /// Creates an empty histogram.
    ///
    /// - Parameter bounds: Upper bounds in strictly ascending order.
    package init(bounds: [Double]) {
        precondition(
            zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "bucket bounds must ascend")
        self.bounds = bounds
        counts = [UInt64](repeating: 0, count: bounds.count + 1)
    }

    /// Number of observations.
    package var count: UInt64 {
        counts.reduce(0, +)
    }

    /// Mean of the observations; not a number when there are none.
    package var mean: Double {
        sum / Double(count)
    }

    /// Adds a value to the first bucket whose upper bound is not below it.
    ///
    /// - Parameters:
    ///   - value: What was observed.
    ///   - times: How often.
    package mutating func observe(_ value: Double, times: UInt64 = 1) {
        var index = 0
        var end = bounds.count
        while index < end {
            let middle = (index + end) / 2
            if value > bounds[middle] {
                index = middle + 1
            } else {
                end = middle
            }
        }
        counts[index] += times
        sum += value * Double(times)
    }

    /// The same observations in fewer, coarser buckets, without loss.
    ///
    /// - Parameter coarser: Upper bounds in ascending order; every one is also a bound of this histogram.
    /// - Returns: What a histogram with those bounds would have counted.
    package func regrouped(_ coarser: [Double]) -> BucketHistogram {
        var result = BucketHistogram(bounds: coarser)
        var position = 0
        for (index, bound) in coarser.enumerated() {
            while position < bounds.count, bounds[position] <= bound {
                result.counts[index] += counts[position]
                position += 1
            }
            precondition(
                position > 0 && bounds[position - 1] == bound, "\(bound) is no bound to regroup by")
        }
        result.counts[coarser.count] = counts[position...].reduce(0, +)
        result.sum = sum
        return result
    }

    /// The same observations in another unit.
    ///
    /// - Parameter factor: What turns the unit into the other, such as 1000 for seconds to milliseconds; above 0.
    /// - Returns: A histogram with bounds and sum in the other unit.
    package func scaled(by factor: Double) -> BucketHistogram {
        var result = BucketHistogram(bounds: bounds.map { $0 * factor })
        result.counts = counts
        result.sum = sum * factor
        return result
    }

    /// Observations at or below each bound, in the order of ``bounds``, the total last.
    package var cumulativeCounts: [UInt64] {
        var total: UInt64 = 0
        return counts.map { count in
            total += count
            return total
        }
    }

    /// What was observed since an earlier state of the same histogram.
    ///
    /// - Parameter earlier: A former value of this histogram, with the same bounds.
    /// - Returns: A histogram of the observations in between.
    package func since(_ earlier: BucketHistogram) -> BucketHistogram {
        precondition(
            bounds == earlier.bounds, "histograms with different buckets have no difference")
        var difference = self
        for index in counts.indices {
            difference.counts[index] = counts[index] - earlier.counts[index]
        }
        difference.sum = sum - earlier.sum
        return difference
    }

    /// The share of observations at or below a bound; nil when empty or when the value is no bound.
    package func share(atOrBelow bound: Double) -> Double? {
        guard let index = bounds.firstIndex(of: bound), count > 0 else { return nil }
        return Double(cumulativeCounts[index]) / Double(count)
    }

    /// The bucket that holds a quantile, as its two edges.
    ///
    /// - Returns: `(lower, upper)`; the upper edge is infinite in the last bucket; nil when empty.
    package func bucket(of quantile: Double) -> (lower: Double, upper: Double)? {
        guard let position = position(of: quantile) else { return nil }
        return (
            lower: position.index == 0 ? 0 : bounds[position.index - 1],
            upper: position.index < bounds.count ? bounds[position.index] : .infinity
        )
    }

    /// The quantile as Prometheus reports it: `lo + (hi - lo) * (q - F(lo)) / (F(hi) - F(lo))`.
    ///
    /// The lowest bucket starts at 0; a quantile in the last, infinite bucket is reported as the largest bound
    /// (`prometheus/prometheus:promql/quantile.go`, classic histograms).
    ///
    /// - Parameter quantile: A share in 0 ... 1.
    /// - Returns: Not a number when the histogram is empty or the share is outside 0 ... 1.
    package func quantile(_ quantile: Double) -> Double {
        guard let position = position(of: quantile), let last = bounds.last else { return .nan }
        guard position.index < bounds.count else { return last }
        let lower = position.index == 0 ? 0 : bounds[position.index - 1]
        let inside = Double(counts[position.index])
        return lower + (bounds[position.index] - lower) * (position.rank - position.below) / inside
    }

    private func position(of quantile: Double) -> (index: Int, rank: Double, below: Double)? {
        let total = count
        guard total > 0, quantile >= 0, quantile <= 1 else { return nil }
        let rank = quantile * Double(total)
        var below = 0.0
        for index in counts.indices {
            let next = below + Double(counts[index])
            if next >= rank, counts[index] > 0 {
                return (index, rank, below)
            }
            below = next
        }
        return nil
    }
}
