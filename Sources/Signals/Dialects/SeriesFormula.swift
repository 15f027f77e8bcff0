/// How a signal is composed of an exporter's series, whatever is asked of it.
///
/// A formula says which series carry the signal; a `SignalStatistic` says what is asked; both
/// together give a `MetricExpression`.
package indirect enum SeriesFormula: Sendable, Hashable {
    /// The selected series added up.
    case sum(SeriesSelector)
    /// The largest of the selected series.
    case max(SeriesSelector)
    /// The smallest of the selected series.
    case min(SeriesSelector)
    /// The selected series added up, and zero where none is there though `ifPresent` is: exporters
    /// make the children of a labelled counter at their first event.
    case sumOrZero(SeriesSelector, ifPresent: SeriesSelector)
    /// Several formulas added up; known only when all of them are.
    case total([SeriesFormula])
    /// Two formulas multiplied.
    case product(SeriesFormula, SeriesFormula)
    /// A quotient of two levels.
    case ratio(SeriesFormula, to: SeriesFormula)
    /// What is left of 1.
    case complement(SeriesFormula)
    /// A formula with another unit.
    case scaled(SeriesFormula, by: Double)
    /// The largest (or smallest) value of a formula among the groups that share some labels.
    case extreme(Extreme, of: SeriesFormula, per: [String])
    /// A number that the exporter wrote into a label; the series' value says nothing.
    case label(SeriesSelector, String)
    /// A histogram; `scale` turns its unit into the signal's.
    case histogram(SeriesSelector, scale: Double = 1)
    /// Two counters that are the sum and the count of observations; `scale` as in `histogram`.
    case observations(sum: SeriesSelector, count: SeriesSelector, scale: Double = 1)
    /// The increase of one formula of counters as a share of another's.
    case share(of: SeriesFormula, in: SeriesFormula)

    /// Which end of several values is meant.
    package enum Extreme: Sendable, Hashable {
        case largest
        case smallest
    }

    /// Every selector in the formula, in the order of writing.
    package var selectors: [SeriesSelector] {
        switch self {
        case .sum(let selector), .max(let selector), .min(let selector),
            .label(let selector, _), .histogram(let selector, _):
            [selector]
        case .sumOrZero(let selector, let present): [selector, present]
        case .total(let parts): parts.flatMap(\.selectors)
        case .product(let first, let second), .ratio(let first, let second),
            .share(let first, let second):
            first.selectors + second.selectors
        case .complement(let inner), .scaled(let inner, _), .extreme(_, let inner, _):
            inner.selectors
        case .observations(let sum, let count, _): [sum, count]
        }
    }
}
