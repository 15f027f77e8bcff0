/// A measured number with the interval the evidence supports.
///
/// Every figure that reaches a report, a dashboard or an alert is one of these: the point, the
/// interval around it, how many samples stand behind it, where they came from and which method drew
/// the interval. The unit is the caller's (seconds, a share of requests, tokens per second); an
/// estimate does not know it.
///
/// - `lower` is `-.infinity` and `upper` is `.infinity` where the method has no bound at this
///   sample size; a share is unbounded at 0 and 1.
/// - `point` is `.nan` where there is no sample at all, and `.infinity` where a percentile falls
///   among failed requests.
/// - A share judged in sequence may have its point outside the interval when the rate changed while
///   it was measured; see ``ShareTest/isContradicted``. Every other method keeps `lower <= point <=
///   upper`.
package struct Estimate: Sendable, Hashable {
    /// The best single value.
    package var point: Double
    /// The lowest value that the evidence does not exclude.
    package var lower: Double
    /// The highest value that the evidence does not exclude.
    package var upper: Double
    /// How many samples stand behind the estimate.
    package var count: Int
    /// The confidence level of the interval, 0...1; 1 where the interval is certain.
    package var confidence: Double
    /// Where the samples came from.
    package var provenance: Provenance
    /// How the interval was drawn.
    package var method: Method

    /// Makes an estimate of its parts.
    package init(
        point: Double, lower: Double, upper: Double, count: Int, confidence: Double,
        provenance: Provenance = .client, method: Method
    ) {
        self.point = point
        self.lower = lower
        self.upper = upper
        self.count = count
        self.confidence = confidence
        self.provenance = provenance
        self.method = method
    }

    /// A value known without sampling error, such as the difference of a counter over our own
    /// window.
    package static func exact(
        _ value: Double, count: Int = 1, provenance: Provenance = .client
    ) -> Estimate {
        Estimate(
            point: value, lower: value, upper: value, count: count, confidence: 1,
            provenance: provenance, method: .exact)
    }

    /// No evidence: the point is not a number and nothing is excluded.
    package static func unknown(provenance: Provenance, method: Method) -> Estimate {
        Estimate(
            point: .nan, lower: -.infinity, upper: .infinity, count: 0, confidence: 1,
            provenance: provenance, method: method)
    }
}
