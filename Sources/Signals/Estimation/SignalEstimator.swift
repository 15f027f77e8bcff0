package import Estimates

/// Answers questions about signals with estimates, wherever the series come from.
///
/// A quantile is the interval of its bucket, with the interpolated point inside it; a mean is exact;
/// a level is what it was at the scrapes. A window that holds no observation has no quantile and no
/// mean: the answer is nil, never zero.
package struct SignalEstimator<Source: ExpressionSource>: Sendable {
    private let source: Source
    private let dialect: Dialect
    private let naming: EngineDetection.Naming
    private let restriction: [LabelMatcher]

    /// - Parameters:
    ///   - source: what computes the expressions.
    ///   - dialect: the exporter's series.
    ///   - naming: how the series are spelled there.
    ///   - restriction: conditions for every series, such as a model's name.
    package init(
        _ source: Source, dialect: Dialect, naming: EngineDetection.Naming = .plain,
        restriction: [LabelMatcher] = []
    ) {
        self.source = source
        self.dialect = dialect
        self.naming = naming
        self.restriction = restriction
    }

    /// The answer over all series; nil when the exporter does not tell it.
    ///
    /// - Throws: what the source throws.
    package func estimate(
        _ signal: Signal, _ statistic: SignalStatistic
    ) async throws -> Estimate? {
        try await estimates(SignalQuestion(signal, statistic))[.none]
    }

    /// The answer by the labels of the question; empty when the exporter does not tell it.
    ///
    /// The first source of the dialect whose series exist answers; where the question tells
    /// instances apart, the first that each instance has, because a fleet in the middle of an upgrade
    /// holds two releases.
    ///
    /// - Throws: what the source throws.
    package func estimates(_ question: SignalQuestion) async throws -> [SeriesLabels: Estimate] {
        let kind = question.signal.definition.kind
        let isByInstance = question.labels.contains(Self.instance)
        var answers: [SeriesLabels: Estimate] = [:]
        for candidate in dialect.sources[question.signal] ?? [] {
            let found: [SeriesLabels: Estimate]
            switch (question.statistic, candidate.formula) {
            case (.quantile(let quantile), .histogram(let histogram, let scale)):
                found = try await quantiles(
                    quantile, of: histogram, scale: scale, by: question.labels)
            case (.shareAtMost(let bound), .histogram(let histogram, let scale)):
                found = try await shares(
                    atMost: bound / scale, of: histogram, by: question.labels)
            default:
                guard
                    let expression = candidate.formula.expression(
                        for: question.statistic, of: kind, by: question.labels)
                else { continue }
                found = try await plain(
                    expression, question: question, formula: candidate.formula)
            }
            let answered = Set(answers.keys.map { $0[Self.instance] })
            answers.merge(found.filter { !answered.contains($0.key[Self.instance]) }) { old, _ in
                old
            }
            if !answers.isEmpty, !isByInstance { return answers }
        }
        return answers
    }

    private static var instance: String { "instance" }

    // MARK: - Histograms

    private func quantiles(
        _ quantile: Double, of histogram: SeriesSelector, scale: Double, by labels: [String]
    ) async throws -> [SeriesLabels: Estimate] {
        let groups = try await buckets(of: histogram, by: labels)
        return groups.compactMapValues { group in
            guard let found = BucketQuantile(quantile, buckets: group) else { return nil }
            return Estimate(
                point: found.interpolated * scale, lower: found.lower * scale,
                upper: found.upper * scale, count: whole(found.count), confidence: 1,
                provenance: .serverBucket, method: .histogramBucket)
        }
    }

    private func shares(
        atMost bound: Double, of histogram: SeriesSelector, by labels: [String]
    ) async throws -> [SeriesLabels: Estimate] {
        let groups = try await buckets(of: histogram, by: labels)
        return groups.compactMapValues { BucketShare(atMost: bound, buckets: $0)?.estimate }
    }

    private func buckets(
        of histogram: SeriesSelector, by labels: [String]
    ) async throws -> [SeriesLabels: [(upperBound: Double, count: Double)]] {
        let expression = MetricExpression.buckets(of: histogram, by: labels)
        return BucketGroups(try await vector(expression)).groups
    }

    // MARK: - Everything else

    private func plain(
        _ expression: MetricExpression, question: SignalQuestion, formula: SeriesFormula
    ) async throws -> [SeriesLabels: Estimate] {
        let values = try await vector(expression)
        let counts =
            question.statistic == .mean
            ? try await observationCounts(of: formula, by: question.labels) : [:]
        var result: [SeriesLabels: Estimate] = [:]
        for (labels, value) in values where value.isFinite {
            guard let value = possible(value, in: question.signal) else { continue }
            result[labels] = .exact(
                value, count: counts[labels].map(whole) ?? 1,
                provenance: provenance(of: question.statistic, formula))
        }
        return result
    }

    private func observationCounts(
        of formula: SeriesFormula, by labels: [String]
    ) async throws -> [SeriesLabels: Double] {
        guard
            let expression = formula.expression(for: .increase, of: .histogram, by: labels)
        else { return [:] }
        return try await vector(expression)
    }

    private func vector(_ expression: MetricExpression) async throws -> [SeriesLabels: Double] {
        try await source.vector(of: expression.spelled(naming, restriction: restriction))
    }

    private func provenance(
        of statistic: SignalStatistic, _ formula: SeriesFormula
    ) -> Estimate.Provenance {
        if case .label = formula { return .declared }
        if case .share = formula { return .serverCounter }
        switch statistic {
        case .value, .maximum, .minimum, .average: return .sampledGauge
        case .rate, .increase, .mean, .quantile, .shareAtMost: return .serverCounter
        }
    }

    /// The value if its unit allows it; a share may leave 0...1 by rounding only.
    private func possible(_ value: Double, in signal: Signal) -> Double? {
        guard signal.definition.unit == .ratio else { return value }
        guard value >= -1e-6, value <= 1 + 1e-6 else { return nil }
        return min(max(value, 0), 1)
    }

    /// An increase is drawn out to the ends of its range, so a count is a number near a whole one.
    private func whole(_ count: Double) -> Int {
        Int(min(max(count, 0), 0x1p62).rounded())
    }
}
