import Estimates
import Readiness

/// A percentile in words, always with its interval or with what keeps it from having one.
///
/// | sample | words |
/// |---|---|
/// | 80 requests, p50 | `98 ms (91 to 110 ms)` |
/// | 7 requests, p95 | `≥ 91 ms, upper bound needs n ≥ 72` |
/// | gaps, drawn to the longest | `33.0 ms (≥ 24.9 ms; no upper bound)` |
/// | failed requests above the point | `120 ms (≥ 98 ms; failed requests lie above)` |
/// | 3 requests, p50 | `no bounds below n = 6` |
/// | failed requests at the percentile | `a failed request (≥ 98 ms)` |
struct LatencyWords {
    private let dimension: ObjectiveMetric.Dimension

    /// Words for the percentiles of a metric.
    init(_ metric: ObjectiveMetric) {
        dimension = metric.dimension
    }

    /// A percentile with its interval.
    func text(_ percentile: LatencySummary.Percentile) -> String {
        let estimate = percentile.value
        guard estimate.count > 0, !estimate.point.isNaN else { return "not observed" }
        if estimate.point == .infinity {
            guard estimate.lower.isFinite else { return "a failed request" }
            return "a failed request (\(lower(estimate)))"
        }
        guard estimate.point.isFinite else { return "a failed request" }
        if dimension == .tokenRate, estimate.point <= 0 {
            // A failed request writes no token in any time.
            guard estimate.upper.isFinite, estimate.upper > 0 else { return "a failed request" }
            return
                "a failed request (≤ \(FigureText.value(estimate.upper, dimension, rounding: .up)))"
        }
        switch (estimate.lower.isFinite, estimate.upper.isFinite) {
        case (true, true):
            let interval = FigureText.interval(estimate.lower, estimate.upper, dimension)
            return "\(figure(estimate.point)) (\(interval))"
        case (true, false):
            guard needsMore(estimate, rank: percentile.rank) == nil else {
                return lower(estimate) + missing("upper", estimate, percentile.rank)
            }
            // An order statistic of a large enough sample lacks its upper end only where failed
            // requests stand there.
            let why =
                estimate.method == .orderStatistic ? "failed requests lie above" : "no upper bound"
            return "\(figure(estimate.point)) (\(lower(estimate)); \(why))"
        case (false, true):
            let upper = "≤ " + FigureText.value(estimate.upper, dimension, rounding: .up)
            return upper + missing("lower", estimate, percentile.rank)
        case (false, false):
            return needsMore(estimate, rank: percentile.rank)
                .map { "no bounds below n = \(Decimals.grouped($0))" }
                ?? "no bounds: too few requests"
        }
    }

    /// The interval's method for people.
    static func method(_ method: Estimate.Method) -> String {
        switch method {
        case .orderStatistic: "ranks of the sorted sample"
        case .clusterBootstrap: "bootstrap over whole requests"
        case .batchMeans: "means of stretches of time"
        case .recoveredVariance: "from the interval of each side"
        case .newcombe: "from the score interval of each side"
        case .brunnerMunzel: "Brunner-Munzel"
        case .signedRank: "signed ranks of pairs"
        case .welch: "Welch"
        case .histogramBucket: "edges of the server's histogram bucket"
        case .clopperPearson: "exact binomial"
        case .wilson: "Wilson score"
        case .betaMixture: "beta-mixture confidence sequence"
        case .bettingSupermartingale: "betting confidence sequence over requests"
        case .exact: "exact"
        case .observed: "as observed"
        case .modelError: "error of the fitted model"
        }
    }

    private func figure(_ value: Double) -> String { FigureText.value(value, dimension) }

    private func lower(_ estimate: Estimate) -> String {
        "≥ " + FigureText.value(estimate.lower, dimension, rounding: .down)
    }

    /// How many values the missing end needs, where the sample is too small for it.
    private func needsMore(_ estimate: Estimate, rank: Double) -> Int? {
        guard estimate.method == .orderStatistic, estimate.confidence > 0, estimate.confidence < 1,
            rank > 0, rank < 100
        else { return nil }
        let needed = OrderStatistic.neededCount(
            share: rank / 100, confidence: estimate.confidence, sidedness: .twoSided)
        guard let needed, needed > estimate.count else { return nil }
        return needed
    }

    private func missing(_ end: String, _ estimate: Estimate, _ rank: Double) -> String {
        guard let needed = needsMore(estimate, rank: rank) else { return ", no \(end) bound" }
        return ", \(end) bound needs n ≥ \(Decimals.grouped(needed))"
    }
}
