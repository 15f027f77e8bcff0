/// How a signal is computed from series, on a body and, later, in a query language.
package indirect enum MetricExpression: Sendable, Hashable {
    /// The selected series added up.
    case sum(SeriesSelector)
    /// The largest of the selected series.
    case max(SeriesSelector)
    /// Several expressions added up; known only when all of them are.
    case total([MetricExpression])
    /// A quotient of two levels.
    case ratio(MetricExpression, to: MetricExpression)
    /// `_sum` and `_count` of a histogram; `scale` turns the unit of the sum into seconds.
    case histogram(SeriesSelector, scale: Double = 1)
    /// Two counters that are the sum and the count of durations; `scale` as in `histogram`.
    case durations(sum: SeriesSelector, count: SeriesSelector, scale: Double)
}
