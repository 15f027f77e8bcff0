/// Where a limit lies among the bounds of a histogram.
package enum BucketLimit: Sendable, Hashable {
    /// It is a bound.
    case bound(Double)
    /// It lies between two bounds; only the lower one can be counted.
    case between(Double, Double)
    /// It lies above the largest bound.
    case above(Double)
    /// It lies below the smallest bound: nothing can be counted.
    case below(Double)
    /// The bounds are not known.
    case unknown

    /// Finds the place.
    ///
    /// - Parameters:
    ///   - limit: The limit, in the bounds' unit.
    ///   - bounds: The finite bounds, ascending; nil or none when they are not known.
    package init(_ limit: Double, among bounds: [Double]?) {
        guard let bounds, let first = bounds.first, let last = bounds.last else {
            self = .unknown
            return
        }
        // Bounds that were scaled from another unit are off by a rounding.
        if let bound = bounds.first(where: { abs($0 - limit) <= 1e-9 * abs(limit) }) {
            self = .bound(bound)
        } else if limit < first {
            self = .below(first)
        } else if let upper = bounds.first(where: { $0 > limit }),
            let lower = bounds.last(where: { $0 < limit })
        {
            self = .between(lower, upper)
        } else {
            self = .above(last)
        }
    }
}
