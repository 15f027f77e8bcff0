import Exposition

/// The samples of a body by their name, and the evaluation of expressions on them.
///
/// Everything is nil when a series is missing or is not a finite number: absent is unknown.
struct SeriesIndex {
    private let samples: [String: [Sample]]
    private let naming: EngineDetection.Naming
    private let restriction: [LabelMatcher]

    /// - Parameters:
    ///   - families: the parsed body.
    ///   - naming: how the body spells the names of expressions.
    ///   - restriction: conditions that hold for every series looked up.
    init(
        _ families: [MetricFamily], naming: EngineDetection.Naming, restriction: [LabelMatcher]
    ) {
        var samples: [String: [Sample]] = [:]
        for sample in families.lazy.flatMap(\.samples) {
            samples[sample.name, default: []].append(sample)
        }
        self.samples = samples
        self.naming = naming
        self.restriction = restriction
    }

    /// The value of the first expression whose series exist.
    func value(of signal: Signal, by expressions: [SignalExpression]) -> SignalValue? {
        let definition = signal.definition
        for candidate in expressions {
            switch definition.kind {
            case .gauge:
                guard let level = level(candidate.expression) else { continue }
                return normalised(level, to: definition.unit).map(SignalValue.gauge)
            case .counter:
                guard let series = series(candidate.expression) else { continue }
                return .counter(
                    CounterReading(series: series, reasonLabel: candidate.reasonLabel))
            case .histogram:
                guard let totals = observations(candidate.expression) else { continue }
                return .observations(totals)
            }
        }
        return nil
    }

    /// The values of one series name, sorted; empty when it is not there.
    func values(of name: String) -> [Double] {
        (samples[name] ?? []).map(\.value).sorted()
    }

    // MARK: - Expressions

    private func level(_ expression: MetricExpression) -> Double? {
        switch expression {
        case .sum(let selector):
            return finite(selector)?.values.reduce(0, +)
        case .max(let selector):
            return finite(selector)?.values.max()
        case .total(let parts):
            let levels = parts.compactMap(level)
            return levels.count == parts.count ? levels.reduce(0, +) : nil
        case .ratio(let part, let whole):
            guard let part = level(part), let whole = level(whole), whole > 0 else { return nil }
            return part / whole
        case .histogram, .durations:
            return nil
        }
    }

    private func series(_ expression: MetricExpression) -> [SeriesIdentity: Double]? {
        switch expression {
        case .sum(let selector):
            return finite(selector)
        case .total(let parts):
            var all: [SeriesIdentity: Double] = [:]
            for part in parts {
                guard let found = series(part) else { return nil }
                all.merge(found) { first, _ in first }
            }
            return all
        case .max, .ratio, .histogram, .durations:
            return nil
        }
    }

    private func observations(_ expression: MetricExpression) -> ObservationReading? {
        let sum: SeriesSelector
        let count: SeriesSelector
        let scale: Double
        switch expression {
        case .histogram(let family, let unitScale):
            (sum, count, scale) = (family.child("_sum"), family.child("_count"), unitScale)
        case .durations(let sumSeries, let countSeries, let unitScale):
            (sum, count, scale) = (sumSeries, countSeries, unitScale)
        case .sum, .max, .total, .ratio:
            return nil
        }
        guard let sums = finite(sum), let counts = finite(count) else { return nil }
        return ObservationReading(
            sums: CounterReading(series: sums, reasonLabel: nil),
            counts: CounterReading(series: counts, reasonLabel: nil), scale: scale)
    }

    /// The selected series; nil when there is none or one of them is NaN or infinite.
    private func finite(_ selector: SeriesSelector) -> [SeriesIdentity: Double]? {
        let matchers = selector.matchers + restriction
        let found = (samples[naming.spell(selector.name)] ?? []).filter { sample in
            matchers.allSatisfy { $0.matches(sample) }
        }
        guard !found.isEmpty, found.allSatisfy({ $0.value.isFinite }) else { return nil }
        return Dictionary(found.map { (SeriesIdentity($0), $0.value) }) { first, _ in first }
    }

    /// The level if it is possible in its unit; a share may exceed its ends by rounding only.
    private func normalised(_ level: Double, to unit: SignalUnit) -> Double? {
        guard unit == .ratio else { return level >= 0 ? level : nil }
        let rounding = 1e-6
        guard level >= -rounding, level <= 1 + rounding else { return nil }
        return min(max(level, 0), 1)
    }
}
