/// What is asked of a signal over a window.
package enum SignalStatistic: Sendable, Hashable {
    /// The latest level of a gauge; the share over the window.
    case value
    /// The highest level a gauge had at a scrape. Where an expression adds several series up, the
    /// maxima of the series are added: the sum itself was never higher.
    case maximum
    /// The lowest level a gauge had at a scrape: what was sustained all along. Where an expression
    /// adds several series up, their minima are added: the sum itself was never lower.
    case minimum
    /// The mean level of a gauge over its scrapes.
    case average
    /// The increase of a counter per second; the observations of a histogram per second.
    case rate
    /// The increase of a counter; the number of observations of a histogram.
    case increase
    /// The mean of a histogram's observations, exact.
    case mean
    /// A quantile of a histogram's observations, 0...1, known to the edges of its bucket.
    case quantile(Double)
    /// The share of a histogram's observations at or below a bound, in the signal's unit; known only
    /// where the exporter has that bound.
    case shareAtMost(Double)

    /// The name in tables and JSON: `p95`, `mean`, `max`, `share <= 0.5`.
    package var name: String {
        switch self {
        case .value: "value"
        case .maximum: "max"
        case .minimum: "min"
        case .average: "avg"
        case .rate: "rate"
        case .increase: "increase"
        case .mean: "mean"
        case .quantile(let quantile): Self.rank(quantile)
        case .shareAtMost(let bound): "share <= " + PromQLNumber.text(bound)
        }
    }

    /// A quantile as a percentile, in the decimal that it was written in: `p95`, `p99.94`.
    ///
    /// A product of binary fractions is off in its last digits, which nobody wrote.
    ///
    /// - Parameter quantile: 0...1.
    /// - Returns: The percentile with up to ten decimals.
    package static func rank(_ quantile: Double) -> String {
        "p" + PromQLNumber.text((quantile * 1e12).rounded() / 1e10)
    }
}

extension SignalKind {
    /// The statistics that say something about a signal of this kind, the main one first.
    package var statistics: [SignalStatistic] {
        switch self {
        case .gauge: [.value, .maximum, .minimum, .average]
        case .counter: [.rate, .increase]
        case .histogram: [.quantile(0.95), .quantile(0.5), .mean, .rate, .increase]
        case .share: [.value]
        }
    }
}
