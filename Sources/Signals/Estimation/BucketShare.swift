package import Estimates

/// The share of a histogram's observations at or below a limit.
///
/// Exact where the limit is a bound of the histogram. Elsewhere the buckets tell only that it lies
/// between the shares at the bounds around it.
package struct BucketShare: Sendable, Hashable {
    /// The share at or below the nearest bound that is not above the limit; 0 when there is none.
    package let lower: Double
    /// The share at or below the nearest bound that is not below the limit.
    package let upper: Double
    /// The bounds around the limit.
    ///
    /// Equal when the limit is a bound; `0` stands for none below.
    package let bounds: ClosedRange<Double>
    /// All observations.
    package let count: Double

    /// Nil without a `+Inf` bucket or without observations.
    ///
    /// - Parameters:
    ///   - limit: in the unit of the buckets.
    ///   - buckets: cumulative counts by upper bound, in any order; the one of `+Inf` among them.
    package init?(atMost limit: Double, buckets: [(upperBound: Double, count: Double)]) {
        guard !limit.isNaN,
            let total = buckets.first(where: { $0.upperBound == .infinity })?.count, total > 0
        else { return nil }
        // Exporters print bounds in decimal, so a scaled limit may miss its bound by rounding.
        let tolerance = abs(limit) * 1e-9
        let below = buckets.filter { $0.upperBound <= limit + tolerance }.max {
            $0.upperBound < $1.upperBound
        }
        let above = buckets.filter { $0.upperBound >= limit - tolerance }.min {
            $0.upperBound < $1.upperBound
        }
        guard let above else { return nil }
        let first = min(below?.upperBound ?? min(0, above.upperBound), above.upperBound)
        bounds = first...above.upperBound
        lower = min((below?.count ?? 0) / total, 1)
        upper = max(lower, min(above.count / total, 1))
        count = total
    }

    /// Whether the limit is a bound of the histogram.
    package var isExact: Bool { bounds.lowerBound == bounds.upperBound }

    /// The share with the interval the buckets leave open; its point lies in the middle.
    package var estimate: Estimate {
        Estimate(
            point: (lower + upper) / 2, lower: lower, upper: upper,
            count: Int(min(count, 0x1p62).rounded()), confidence: 1, provenance: .serverBucket,
            method: isExact ? .exact : .histogramBucket)
    }
}
