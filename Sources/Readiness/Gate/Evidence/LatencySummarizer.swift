package import Estimates
import Inference
package import Load

/// Summarises the client-side metrics of a run.
package enum LatencySummarizer {
    /// The metrics summarised, in the order of a request's life.
    private static let metrics: [ObjectiveMetric] = [
        .connect, .ttfb, .ttft, .itl, .tpot, .e2e, .throughput,
    ]

    private static let ranks: [Double] = [50, 90, 95, 99]

    /// How often the gaps are drawn anew.
    private static let resamples = 400

    /// Summarises the probes of a run.
    ///
    /// Failed requests count as infinitely slow (for throughput: as standing still), so a
    /// percentile that they reach is infinite rather than flattering. Among gaps, a failed request
    /// counts as many infinite ones as an answer of this run usually has. A request that was sent
    /// has not failed at connecting.
    ///
    /// - Parameters:
    ///   - probes: The probes that count.
    ///   - confidence: The confidence of the intervals.
    /// - Returns: One summary for each metric that any answer has.
    package static func summaries(
        of probes: [ProbeRecord], confidence: Double
    ) -> [LatencySummary] {
        metrics.compactMap { metric in
            metric == .itl
                ? gapSummary(of: probes, confidence: confidence)
                : summary(of: metric, probes, confidence: confidence)
        }
    }

    /// The statistic that an objective limits, observed with its interval.
    ///
    /// - Parameters:
    ///   - objective: An objective on a percentile or a share.
    ///   - probes: The probes that count.
    ///   - confidence: The confidence of the interval.
    /// - Returns: `nil` when nothing was observed, no answer has the value, or the objective is on
    ///   a server's signal.
    package static func observed(
        _ objective: Objective, in probes: [ProbeRecord], confidence: Double
    ) -> Estimate? {
        guard !objective.metric.isServerSide else { return nil }
        switch objective.statistic {
        case .percentile(let rank):
            if objective.metric == .itl {
                return gapEstimate(of: probes, rank: rank, confidence: confidence)
            }
            let values = values(of: objective.metric, probes)
            guard !values.isEmpty, hasValue(objective.metric, probes) else { return nil }
            return OrderStatistic.percentile(
                sorted: values, share: rank / 100, confidence: confidence)
        case .share:
            let decided = probes.filter(\.counts)
            guard !decided.isEmpty else { return nil }
            let good = decided.count { $0.isSuccess }
            let successes = BinomialInterval.clopperPearson(
                successes: good, trials: decided.count, confidence: confidence)
            return objective.metric == .errorRate ? successes.complement : successes
        case .maximum, .sustained, .increase, .rate, .mean, .part: return nil
        }
    }

    // MARK: - Values

    private static func reader(_ metric: ObjectiveMetric) -> Objective {
        Objective(metric: metric, statistic: .percentile(50), threshold: 0)
    }

    /// The values of a metric over all probes, ascending; failures at their bad end.
    ///
    /// - Parameters:
    ///   - metric: A client-side metric with a value for each request.
    ///   - probes: The probes that count.
    /// - Returns: One for each request that says something of the metric.
    package static func values(
        of metric: ObjectiveMetric, _ probes: [ProbeRecord]
    ) -> [Double] {
        let reader = reader(metric)
        return probes.compactMap { reader.counted($0) }.sorted()
    }

    /// Whether any answer has the value, or there is no answer: where only the failures among
    /// answers of unknown speed have one, their percentiles would be invented.
    ///
    /// - Parameters:
    ///   - metric: A client-side metric with a value for each request.
    ///   - probes: The probes that count.
    /// - Returns: True when its percentiles mean something.
    package static func hasValue(
        _ metric: ObjectiveMetric, _ probes: [ProbeRecord]
    ) -> Bool {
        let reader = reader(metric)
        let answers = probes.filter(\.isSuccess)
        return answers.isEmpty || answers.contains { reader.value(of: $0) != nil }
    }

    private static func summary(
        of metric: ObjectiveMetric, _ probes: [ProbeRecord], confidence: Double
    ) -> LatencySummary? {
        let values = values(of: metric, probes)
        guard hasValue(metric, probes) else { return nil }
        let real = values.filter { $0.isFinite && ($0 > 0 || metric.comparison == .atMost) }
        guard let least = real.first, let most = real.last else { return nil }
        let percentiles = ranks.map { rank in
            LatencySummary.Percentile(
                rank: rank,
                value: OrderStatistic.percentile(
                    sorted: values, share: rank / 100, confidence: confidence))
        }
        return LatencySummary(
            metric: metric, percentiles: percentiles, range: least...most, count: values.count)
    }

    // MARK: - Gaps

    private static func gapSummary(
        of probes: [ProbeRecord], confidence: Double
    ) -> LatencySummary? {
        let gaps = gapClusters(probes).joined().sorted()
        guard let least = gaps.first, let most = gaps.last(where: \.isFinite) else { return nil }
        let percentiles = ranks.compactMap { rank -> LatencySummary.Percentile? in
            gapEstimate(of: probes, rank: rank, confidence: confidence).map {
                LatencySummary.Percentile(rank: rank, value: $0)
            }
        }
        return LatencySummary(
            metric: .itl, percentiles: percentiles, range: least...most, count: gaps.count)
    }

    /// The gaps of each request; empty when no answer has a gap.
    ///
    /// A failed one has those that came and as many infinite ones as are missing to the median.
    ///
    /// - Parameter probes: The probes that count.
    /// - Returns: The gaps in seconds, one list for each request that has some.
    package static func gapClusters(_ probes: [ProbeRecord]) -> [[Double]] {
        let usual = probes.filter { $0.isSuccess && !$0.gaps.isEmpty }.map(\.gaps.count).sorted()
        guard !usual.isEmpty else { return [] }
        let median = usual[usual.count / 2]
        return probes.compactMap { probe in
            let gaps = probe.gaps.map(\.inSeconds)
            if probe.isSuccess || !probe.counts { return gaps.isEmpty ? nil : gaps }
            return gaps + Array(repeating: .infinity, count: max(1, median - gaps.count))
        }
    }

    /// A percentile of the gaps; whole requests are resampled, because theirs hang together.
    ///
    /// The seed is fixed: the same probes give the same interval.
    private static func gapEstimate(
        of probes: [ProbeRecord], rank: Double, confidence: Double
    ) -> Estimate? {
        let clusters = gapClusters(probes)
        guard !clusters.isEmpty else { return nil }
        var generator = SplitMix64(seed: 1)
        return ClusterBootstrap.percentile(
            clusters: clusters, share: rank / 100, confidence: confidence, resamples: resamples,
            using: &generator)
    }
}
