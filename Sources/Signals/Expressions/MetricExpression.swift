/// A computation on series that has two interpreters: as text of PromQL, and on a window of scrapes.
///
/// Every value of an expression is a vector: numbers by their labels. Two vectors meet by equal
/// labels; the name of a series is none of them.
package indirect enum MetricExpression: Sendable, Hashable {
    /// The latest sample of each selected series.
    case latest(SeriesSelector)
    /// The increase per second of each selected counter over the window.
    case rate(SeriesSelector)
    /// The increase of each selected counter over the window.
    case increase(SeriesSelector)
    /// One number of each selected series' samples in the window.
    case overTime(OverTime, SeriesSelector)
    /// The latest number that each selected series has in a label. PromQL cannot read it.
    case labelNumber(SeriesSelector, String)
    /// The series of a vector brought together by some of their labels.
    case aggregate(Aggregation, by: [String], MetricExpression)
    /// A quantile of a histogram's observations in the window, interpolated within its bucket.
    case quantile(Double, by: [String], SeriesSelector)
    case sum(MetricExpression, MetricExpression)
    case product(MetricExpression, MetricExpression)
    /// A quotient where the divisor is above zero, and nothing where it is not.
    case ratio(MetricExpression, MetricExpression)
    /// What is left of 1.
    case complement(MetricExpression)
    case scaled(MetricExpression, by: Double)
    /// Zero wherever the vector has a value.
    case zero(MetricExpression)
    /// The elements of the first vector, and those of the second whose labels the first has not.
    case either(MetricExpression, or: MetricExpression)

    /// How series are brought together.
    package enum Aggregation: String, Sendable, Hashable, CaseIterable {
        case sum
        case max
        case min
        case avg
    }

    /// What is taken of the samples in a window.
    package enum OverTime: String, Sendable, Hashable, CaseIterable {
        case max = "max_over_time"
        case min = "min_over_time"
        case average = "avg_over_time"
    }
}

extension MetricExpression {
    /// The buckets of a histogram over the window: their increases by `le` and the given labels.
    package static func buckets(of histogram: SeriesSelector, by labels: [String]) -> Self {
        .aggregate(.sum, by: ["le"] + labels, .increase(histogram.child("_bucket")))
    }

    /// Every selector in the expression, in the order of writing.
    package var selectors: [SeriesSelector] {
        switch self {
        case .latest(let selector), .rate(let selector), .increase(let selector),
            .overTime(_, let selector), .labelNumber(let selector, _):
            [selector]
        case .quantile(_, _, let selector): [selector.child("_bucket")]
        case .aggregate(_, _, let inner), .complement(let inner), .scaled(let inner, _),
            .zero(let inner):
            inner.selectors
        case .sum(let first, let second), .product(let first, let second),
            .ratio(let first, let second), .either(let first, let second):
            first.selectors + second.selectors
        }
    }

    /// The same expression with another selector in the place of each.
    package func mapSelectors(
        _ transform: (SeriesSelector) -> SeriesSelector
    ) -> MetricExpression {
        switch self {
        case .latest(let selector): .latest(transform(selector))
        case .rate(let selector): .rate(transform(selector))
        case .increase(let selector): .increase(transform(selector))
        case .overTime(let function, let selector): .overTime(function, transform(selector))
        case .labelNumber(let selector, let label): .labelNumber(transform(selector), label)
        case .quantile(let quantile, let labels, let selector):
            .quantile(quantile, by: labels, transform(selector))
        case .aggregate(let aggregation, let labels, let inner):
            .aggregate(aggregation, by: labels, inner.mapSelectors(transform))
        case .complement(let inner): .complement(inner.mapSelectors(transform))
        case .scaled(let inner, let factor): .scaled(inner.mapSelectors(transform), by: factor)
        case .zero(let inner): .zero(inner.mapSelectors(transform))
        case .sum(let first, let second):
            .sum(first.mapSelectors(transform), second.mapSelectors(transform))
        case .product(let first, let second):
            .product(first.mapSelectors(transform), second.mapSelectors(transform))
        case .ratio(let first, let second):
            .ratio(first.mapSelectors(transform), second.mapSelectors(transform))
        case .either(let first, let second):
            .either(first.mapSelectors(transform), or: second.mapSelectors(transform))
        }
    }

    /// The expression as an exporter's re-exporter spells it, under more conditions.
    package func spelled(
        _ naming: EngineDetection.Naming, restriction: [LabelMatcher] = []
    ) -> MetricExpression {
        mapSelectors { selector in
            SeriesSelector(
                name: naming.spell(selector.name), matchers: selector.matchers + restriction)
        }
    }
}
