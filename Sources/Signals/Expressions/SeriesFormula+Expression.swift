extension SeriesFormula {
    /// The computation that answers a question about the formula.
    ///
    /// - Parameters:
    ///   - statistic: what is asked.
    ///   - kind: how the signal behaves; it decides what a formula of plain series means.
    ///   - labels: the labels by which the answer is kept apart, such as `instance` or a reason.
    /// - Returns: nil where the formula cannot answer, such as a quantile of two counters.
    package func expression(
        for statistic: SignalStatistic, of kind: SignalKind, by labels: [String] = []
    ) -> MetricExpression? {
        switch kind {
        case .gauge: level(statistic, by: labels)
        case .counter: increase(statistic, by: labels)
        case .share: share(statistic, by: labels)
        case .histogram: observations(statistic, by: labels)
        }
    }

    // MARK: - Plain series

    /// The formula with one leaf for every selector.
    private func composed(
        by labels: [String], _ leaf: (SeriesSelector) -> MetricExpression
    ) -> MetricExpression? {
        switch self {
        case .sum(let selector): return .aggregate(.sum, by: labels, leaf(selector))
        case .max(let selector): return .aggregate(.max, by: labels, leaf(selector))
        case .min(let selector): return .aggregate(.min, by: labels, leaf(selector))
        case .sumOrZero(let selector, let present):
            return .either(
                .aggregate(.sum, by: labels, leaf(selector)),
                or: .zero(.aggregate(.sum, by: labels, .latest(present))))
        case .total(let parts):
            let terms = parts.compactMap { $0.composed(by: labels, leaf) }
            guard terms.count == parts.count, let first = terms.first else { return nil }
            return terms.dropFirst().reduce(first) { .sum($0, $1) }
        case .product(let first, let second):
            guard let first = first.composed(by: labels, leaf),
                let second = second.composed(by: labels, leaf)
            else { return nil }
            return .product(first, second)
        case .ratio(let part, let whole):
            guard let part = part.composed(by: labels, leaf),
                let whole = whole.composed(by: labels, leaf)
            else { return nil }
            return .ratio(part, whole)
        case .complement(let inner): return inner.composed(by: labels, leaf).map { .complement($0) }
        case .scaled(let inner, let factor):
            return inner.composed(by: labels, leaf).map { .scaled($0, by: factor) }
        case .extreme(let end, let inner, let groups):
            let all = labels + groups.filter { !labels.contains($0) }
            return inner.composed(by: all, leaf).map {
                .aggregate(end == .largest ? .max : .min, by: labels, $0)
            }
        case .label, .histogram, .observations, .share: return nil
        }
    }

    private func level(_ statistic: SignalStatistic, by labels: [String]) -> MetricExpression? {
        if case .label(let selector, let label) = self {
            return statistic == .value
                ? .aggregate(.sum, by: labels, .labelNumber(selector, label)) : nil
        }
        switch statistic {
        case .value: return composed(by: labels) { .latest($0) }
        case .maximum: return composed(by: labels) { .overTime(.max, $0) }
        case .minimum: return composed(by: labels) { .overTime(.min, $0) }
        case .average: return composed(by: labels) { .overTime(.average, $0) }
        case .rate, .increase, .mean, .quantile, .shareAtMost: return nil
        }
    }

    private func increase(_ statistic: SignalStatistic, by labels: [String]) -> MetricExpression? {
        switch statistic {
        case .rate: composed(by: labels) { .rate($0) }
        case .increase: composed(by: labels) { .increase($0) }
        case .value, .maximum, .minimum, .average, .mean, .quantile, .shareAtMost: nil
        }
    }

    private func share(_ statistic: SignalStatistic, by labels: [String]) -> MetricExpression? {
        guard statistic == .value else { return nil }
        guard case .share(let part, let whole) = self else { return level(.value, by: labels) }
        guard let part = part.increase(.rate, by: labels),
            let whole = whole.increase(.rate, by: labels)
        else { return nil }
        return .ratio(part, whole)
    }

    // MARK: - Observations

    private func observations(
        _ statistic: SignalStatistic, by labels: [String]
    ) -> MetricExpression? {
        switch self {
        case .histogram(let histogram, let scale):
            switch statistic {
            case .quantile(let quantile):
                return .quantile(quantile, by: labels, histogram).scaled(by: scale)
            case .shareAtMost(let bound):
                let bucket = histogram.child("_bucket").restricted(
                    by: [.any("le", of: Self.spellings(of: bound / scale))])
                return .ratio(
                    .aggregate(.sum, by: labels, .rate(bucket)),
                    .aggregate(.sum, by: labels, .rate(histogram.child("_count"))))
            default:
                return Self.totals(
                    statistic, sum: histogram.child("_sum"), count: histogram.child("_count"),
                    scale: scale, by: labels)
            }
        case .observations(let sum, let count, let scale):
            return Self.totals(statistic, sum: sum, count: count, scale: scale, by: labels)
        default: return nil
        }
    }

    private static func totals(
        _ statistic: SignalStatistic, sum: SeriesSelector, count: SeriesSelector, scale: Double,
        by labels: [String]
    ) -> MetricExpression? {
        switch statistic {
        case .mean:
            MetricExpression.ratio(
                .aggregate(.sum, by: labels, .rate(sum)),
                .aggregate(.sum, by: labels, .rate(count))
            ).scaled(by: scale)
        case .rate: .aggregate(.sum, by: labels, .rate(count))
        case .increase: .aggregate(.sum, by: labels, .increase(count))
        case .value, .maximum, .minimum, .average, .quantile, .shareAtMost: nil
        }
    }

    /// How exporters write a bound: `5.0` in Python and from Prometheus 3 on, `5` in Rust and Go.
    package static func spellings(of bound: Double) -> Set<String> {
        let short = PromQLNumber.text(bound)
        return [short, "\(bound)"]
    }
}

extension MetricExpression {
    /// The expression in another unit; itself when nothing changes.
    func scaled(by factor: Double) -> MetricExpression {
        factor == 1 ? self : .scaled(self, by: factor)
    }
}

extension Dialect {
    /// The computations that answer a question about a signal, the preferred one first.
    ///
    /// The first one whose series exist is the answer.
    ///
    /// - Parameters:
    ///   - signal: what is asked about.
    ///   - statistic: what is asked.
    ///   - labels: the labels by which the answer is kept apart.
    /// - Returns: empty where the exporter does not tell it.
    package func expressions(
        for signal: Signal, _ statistic: SignalStatistic, by labels: [String] = []
    ) -> [MetricExpression] {
        (sources[signal] ?? []).compactMap {
            $0.formula.expression(for: statistic, of: signal.definition.kind, by: labels)
        }
    }

    /// One query for all releases: the preferred source, or else the next.
    ///
    /// - Parameters:
    ///   - signal: what is asked about.
    ///   - statistic: what is asked.
    ///   - labels: the labels by which the answer is kept apart.
    ///   - window: the range of range selectors, such as `5m`.
    /// - Returns: nil where the exporter does not tell it, or PromQL cannot read it.
    package func promQL(
        for signal: Signal, _ statistic: SignalStatistic, by labels: [String] = [],
        window: String = "5m"
    ) -> String? {
        let expressions = expressions(for: signal, statistic, by: labels).filter {
            $0.promQL(window: window) != nil
        }
        guard let first = expressions.first else { return nil }
        return expressions.dropFirst().reduce(first) { .either($0, or: $1) }.promQL(window: window)
    }
}
