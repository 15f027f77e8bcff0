/// Computes expressions on a window of scrapes, at one moment.
package struct WindowEvaluator: Sendable {
    private let window: ScrapeWindow
    private let start: Int64
    private let end: Int64
    private let method: RateMethod

    /// How long a series without a new sample keeps its last value, in seconds, as in Prometheus.
    package static let lookbackSeconds = 300.0
    private static let lookback = Milliseconds.of(lookbackSeconds)

    /// - Parameters:
    ///   - window: the scrapes.
    ///   - unixSeconds: the moment; what came later is not seen.
    ///   - rangeSeconds: the length of every range, back from the moment.
    ///   - method: how counters are read.
    package init(
        _ window: ScrapeWindow, at unixSeconds: Double, rangeSeconds: Double, method: RateMethod
    ) {
        self.window = window
        end = Milliseconds.of(unixSeconds)
        start = end - Milliseconds.of(rangeSeconds)
        self.method = method
    }

    /// Over everything in the window, counters read exactly.
    package init(whole window: ScrapeWindow) {
        self.window = window
        method = .exact
        // The difference of two rounded times is not the rounded difference: a range of that length
        // could miss the first scrape.
        end = Milliseconds.of(window.lastScrape ?? 0)
        start = Milliseconds.of(window.firstScrape ?? window.lastScrape ?? 0)
    }

    /// The value of an expression; empty where no series is there.
    package func vector(of expression: MetricExpression) -> [SeriesLabels: Double] {
        switch expression {
        case .latest(let selector): latest(selector) { $0.value }
        case .labelNumber(let selector, let label):
            latest(selector) { Double($0.labels[label]) }
        case .rate(let selector):
            counters(selector).mapValues { $0.increase / $0.seconds }
        case .increase(let selector): counters(selector).mapValues(\.increase)
        case .overTime(let function, let selector): overTime(function, selector)
        case .aggregate(let aggregation, let labels, let inner):
            aggregate(aggregation, by: labels, vector(of: inner))
        case .quantile(let quantile, let labels, let histogram):
            quantiles(quantile, by: labels, of: histogram)
        case .sum(let first, let second): combine(first, second) { $0 + $1 }
        case .product(let first, let second): combine(first, second) { $0 * $1 }
        case .ratio(let first, let second):
            combine(first, second) { $1 > 0 ? $0 / $1 : nil }
        case .complement(let inner): vector(of: inner).mapValues { 1 - $0 }
        case .scaled(let inner, let factor): vector(of: inner).mapValues { $0 * factor }
        case .zero(let inner): vector(of: inner).mapValues { $0 * 0 }
        case .either(let first, let second):
            vector(of: first).merging(vector(of: second)) { first, _ in first }
        }
    }

    // MARK: - Leaves

    private func latest(
        _ selector: SeriesSelector,
        _ number: (_ sample: (value: Double, labels: SeriesLabels)) -> Double?
    ) -> [SeriesLabels: Double] {
        var result: [SeriesLabels: Double] = [:]
        for series in window.series(selector) {
            let seen = series.samples.last { $0.unixMilliseconds <= end }
            guard let seen, let value = seen.value, seen.unixMilliseconds > end - Self.lookback,
                let number = number((value, series.labels))
            else { continue }
            result[series.labels] = number
        }
        return result
    }

    /// The samples of a series in the range; marks of its end are none.
    private func samples(of series: ScrapeWindow.Series) -> [RangeSample] {
        let takesStart: Bool
        switch method {
        case .extrapolated(let closedStart): takesStart = closedStart
        case .sinceSampleBefore: takesStart = false
        case .exact: takesStart = true
        }
        return series.samples.compactMap { sample in
            let isInside =
                sample.unixMilliseconds <= end
                && (takesStart
                    ? sample.unixMilliseconds >= start : sample.unixMilliseconds > start)
            guard isInside, let value = sample.value else { return nil }
            return RangeSample(milliseconds: sample.unixMilliseconds, value: value)
        }
    }

    private func counters(_ selector: SeriesSelector) -> [SeriesLabels: CounterIncrease] {
        var result: [SeriesLabels: CounterIncrease] = [:]
        for series in window.series(selector) {
            let samples = samples(of: series)
            switch method {
            case .extrapolated:
                result[series.labels] = .extrapolated(samples, start: start, end: end)
            case .sinceSampleBefore:
                result[series.labels] = sinceSampleBefore(samples, of: series)
            case .exact: result[series.labels] = exact(samples, labels: series.labels)
            }
        }
        return result
    }

    private func sinceSampleBefore(
        _ samples: [RangeSample], of series: ScrapeWindow.Series
    ) -> CounterIncrease? {
        let before = series.samples.last { $0.unixMilliseconds <= start && $0.value != nil }
        var all = samples
        if let before, let value = before.value, before.unixMilliseconds > start - Self.lookback {
            let earlier = RangeSample(milliseconds: before.unixMilliseconds, value: value)
            all.insert(earlier, at: 0)
            if samples.isEmpty {
                return CounterIncrease(
                    increase: 0, seconds: Milliseconds.seconds(from: start, to: end))
            }
        }
        guard let first = all.first, let last = all.last, all.count >= 2 else { return nil }
        return CounterIncrease(
            increase: CounterIncrease.increase(of: all.map(\.value)),
            seconds: Milliseconds.seconds(from: first.milliseconds, to: last.milliseconds))
    }

    private func exact(_ samples: [RangeSample], labels: SeriesLabels) -> CounterIncrease? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let all = window.scrapeTimes[labels["instance"]]?.map(Milliseconds.of)
        let scrapes = (all ?? samples.map(\.milliseconds)).filter { $0 >= start && $0 <= end }
        guard let firstScrape = scrapes.first, let lastScrape = scrapes.last,
            lastScrape > firstScrape
        else { return nil }
        // Absent at an earlier scrape of a window that saw the replica: made at its first event.
        let base = firstScrape < first.milliseconds ? [0.0] : []
        guard samples.count >= 2 || !base.isEmpty, last.milliseconds > firstScrape else {
            return nil
        }
        return CounterIncrease(
            increase: CounterIncrease.increase(of: base + samples.map(\.value)),
            seconds: Milliseconds.seconds(from: firstScrape, to: lastScrape))
    }

    private func overTime(
        _ function: MetricExpression.OverTime, _ selector: SeriesSelector
    ) -> [SeriesLabels: Double] {
        var result: [SeriesLabels: Double] = [:]
        for series in window.series(selector) {
            let values = samples(of: series).map(\.value)
            guard !values.isEmpty else { continue }
            let numbers = values.filter { !$0.isNaN }
            switch function {
            case .max: result[series.labels] = numbers.max() ?? .nan
            case .min: result[series.labels] = numbers.min() ?? .nan
            case .average:
                result[series.labels] = values.reduce(0, +) / Double(values.count)
            }
        }
        return result
    }

    // MARK: - Operators

    private func aggregate(
        _ aggregation: MetricExpression.Aggregation, by labels: [String],
        _ vector: [SeriesLabels: Double]
    ) -> [SeriesLabels: Double] {
        let groups = Dictionary(grouping: vector) { $0.key.keeping(labels) }
        return groups.mapValues { group in
            let values = group.map(\.value)
            switch aggregation {
            case .sum: return values.sorted().reduce(0, +)
            case .avg: return values.sorted().reduce(0, +) / Double(values.count)
            case .max: return values.filter { !$0.isNaN }.max() ?? .nan
            case .min: return values.filter { !$0.isNaN }.min() ?? .nan
            }
        }
    }

    private func quantiles(
        _ quantile: Double, by labels: [String], of histogram: SeriesSelector
    ) -> [SeriesLabels: Double] {
        let buckets = vector(
            of: .aggregate(.sum, by: ["le"] + labels, .rate(histogram.child("_bucket"))))
        return BucketGroups(buckets).groups.mapValues { group in
            BucketQuantile(quantile, buckets: group)?.interpolated ?? .nan
        }
    }

    private func combine(
        _ first: MetricExpression, _ second: MetricExpression,
        _ operation: (Double, Double) -> Double?
    ) -> [SeriesLabels: Double] {
        let right = vector(of: second)
        var result: [SeriesLabels: Double] = [:]
        for (labels, value) in vector(of: first) {
            guard let other = right[labels] else { continue }
            result[labels] = operation(value, other)
        }
        return result
    }
}
