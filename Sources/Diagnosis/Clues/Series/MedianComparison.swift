package import Estimates
import Foundation

/// Compares a percentile of two samples, with an interval that assumes no distribution.
///
/// Each sample's percentile has its interval by rank; the two are joined by recovering the variances: the lower end of
/// a - b is a - b - sqrt((a - a_lower)^2 + (b_upper - b)^2), the upper end likewise. Samples of fewer than six values have no
/// ends at 95 %, and neither has the comparison then.
///
/// - SeeAlso: Zou and Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27 (2008).
package enum MedianComparison {
    /// The difference of the percentiles, in the unit of the values.
    ///
    /// - Parameters:
    ///   - first: A sample, in any order.
    ///   - second: What is subtracted.
    ///   - share: The percentile as a share.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - widening: By which factor the interval is widened where values are not independent, 1 or more.
    /// - Returns: First less second; `count` is that of the smaller sample.
    package static func difference(
        of first: [Double], to second: [Double], share: Double = 0.5, confidence: Double = 0.95,
        widening: Double = 1
    ) -> Estimate {
        let count = min(first.count, second.count)
        guard count > 0 else { return .unknown(provenance: .client, method: .orderStatistic) }
        let a = OrderStatistic.percentile(
            sorted: first.sorted(), share: share, confidence: confidence)
        let b = OrderStatistic.percentile(
            sorted: second.sorted(), share: share, confidence: confidence)
        let point = a.point - b.point
        func reach(_ one: Double, _ other: Double) -> Double {
            (one * one + other * other).squareRoot() * widening
        }
        return Estimate(
            point: point, lower: point - reach(a.point - a.lower, b.upper - b.point),
            upper: point + reach(a.upper - a.point, b.point - b.lower), count: count,
            confidence: confidence, method: .orderStatistic)
    }

    /// The quotient of the percentiles of two samples of positive values; others are left out.
    ///
    /// - Parameters:
    ///   - first: A sample, in any order.
    ///   - second: What it is divided by.
    ///   - share: The percentile as a share.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - widening: By which factor the interval of the logarithm is widened, 1 or more.
    /// - Returns: First over second; `count` is that of the smaller sample.
    package static func ratio(
        of first: [Double], to second: [Double], share: Double = 0.5, confidence: Double = 0.95,
        widening: Double = 1
    ) -> Estimate {
        var quotient = difference(
            of: first.filter { $0 > 0 }.map { log($0) },
            to: second.filter { $0 > 0 }.map { log($0) }, share: share, confidence: confidence,
            widening: widening)
        quotient.point = exp(quotient.point)
        quotient.lower = exp(quotient.lower)
        quotient.upper = exp(quotient.upper)
        return quotient
    }

    /// A percentile of one sample with its interval by rank.
    package static func percentile(
        _ values: [Double], share: Double = 0.5, confidence: Double = 0.95
    ) -> Estimate {
        OrderStatistic.percentile(sorted: values.sorted(), share: share, confidence: confidence)
    }
}
