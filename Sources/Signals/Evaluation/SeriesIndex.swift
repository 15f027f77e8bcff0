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

    /// The value of the first source whose series exist.
    func value(of signal: Signal, by sources: [SignalSource]) -> SignalValue? {
        let definition = signal.definition
        for source in sources {
            switch definition.kind {
            case .gauge:
                guard let level = level(source.formula) else { continue }
                return normalised(level, to: definition.unit).map(SignalValue.gauge)
            case .counter:
                guard let series = series(source.formula) else { continue }
                return .counter(CounterReading(series: series, reasonLabel: source.reasonLabel))
            case .histogram:
                guard let totals = observations(source.formula) else { continue }
                return .observations(totals)
            case .share:
                guard let share = share(source.formula, of: definition.unit) else { continue }
                return share
            }
        }
        return nil
    }

    /// The values of one series name, sorted; empty when it is not there.
    func values(of name: String) -> [Double] {
        (samples[name] ?? []).map(\.value).sorted()
    }

    // MARK: - Expressions

    private func level(_ formula: SeriesFormula) -> Double? {
        switch formula {
        case .sum(let selector): return finite(selector)?.values.reduce(0, +)
        case .max(let selector): return finite(selector)?.values.max()
        case .min(let selector): return finite(selector)?.values.min()
        case .sumOrZero(let selector, let present):
            return finite(selector)?.values.reduce(0, +) ?? finite(present).map { _ in 0 }
        case .total(let parts):
            let levels = parts.compactMap(level)
            return levels.count == parts.count ? levels.reduce(0, +) : nil
        case .product(let first, let second):
            guard let first = level(first), let second = level(second) else { return nil }
            return first * second
        case .ratio(let part, let whole):
            guard let part = level(part), let whole = level(whole), whole > 0 else { return nil }
            return part / whole
        case .complement(let inner): return level(inner).map { 1 - $0 }
        case .scaled(let inner, let factor): return level(inner).map { $0 * factor }
        case .label(let selector, let label):
            let numbers = (finite(selector) ?? [:]).keys.compactMap {
                Double($0.value(of: label))
            }
            return numbers.isEmpty ? nil : numbers.reduce(0, +)
        case .extreme: return extreme(formula)
        case .histogram, .observations, .share: return nil
        }
    }

    /// Groups by labels are the business of expressions; one body is a window of one scrape.
    private func extreme(_ formula: SeriesFormula) -> Double? {
        guard let expression = formula.expression(for: .value, of: .gauge) else { return nil }
        let selected = formula.selectors.flatMap { samples[naming.spell($0.name)] ?? [] }
        let scrape = TimedScrape(
            instance: "", unixSeconds: 0,
            families: [MetricFamily(name: "", type: .untyped, samples: selected)])
        let evaluator = WindowEvaluator(whole: ScrapeWindow([scrape]))
        let vector = evaluator.vector(of: expression.spelled(naming, restriction: restriction))
        return vector[.none].flatMap { $0.isFinite ? $0 : nil }
    }

    private func series(_ formula: SeriesFormula) -> [SeriesIdentity: Double]? {
        switch formula {
        case .sum(let selector): return finite(selector)
        case .sumOrZero(let selector, let present):
            return finite(selector) ?? finite(present).map { _ in [:] }
        case .total(let parts):
            var all: [SeriesIdentity: Double] = [:]
            for part in parts {
                guard let found = series(part) else { return nil }
                all.merge(found) { first, _ in first }
            }
            return all
        case .max, .min, .product, .ratio, .complement, .scaled, .extreme, .label, .histogram,
            .observations, .share:
            return nil
        }
    }

    private func observations(_ formula: SeriesFormula) -> ObservationReading? {
        let sum: SeriesSelector
        let count: SeriesSelector
        let scale: Double
        switch formula {
        case .histogram(let family, let unitScale):
            (sum, count, scale) = (family.child("_sum"), family.child("_count"), unitScale)
        case .observations(let sumSeries, let countSeries, let unitScale):
            (sum, count, scale) = (sumSeries, countSeries, unitScale)
        default: return nil
        }
        guard let sums = finite(sum), let counts = finite(count) else { return nil }
        return ObservationReading(
            sums: CounterReading(series: sums, reasonLabel: nil),
            counts: CounterReading(series: counts, reasonLabel: nil), scale: scale)
    }

    private func share(_ formula: SeriesFormula, of unit: SignalUnit) -> SignalValue? {
        guard case .share(let part, let whole) = formula else {
            return level(formula).flatMap { normalised($0, to: unit) }.map(SignalValue.gauge)
        }
        guard let part = series(part), let whole = series(whole) else { return nil }
        return .share(
            of: CounterReading(series: part, reasonLabel: nil),
            in: CounterReading(series: whole, reasonLabel: nil))
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
