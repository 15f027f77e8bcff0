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

    /// Summarises the probes of a run.
    ///
    /// Failed requests count as infinitely slow (for throughput: as standing still), so a
    /// percentile that they reach is infinite rather than flattering.
    ///
    /// - Parameters:
    ///   - probes: The probes that count.
    ///   - confidence: The confidence of the intervals.
    /// - Returns: One summary for each metric that any probe has.
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
    /// - Returns: `nil` when nothing was observed or the objective is on a server's signal.
    package static func observed(
        _ objective: Objective, in probes: [ProbeRecord], confidence: Double
    ) -> Estimate? {
        switch objective.statistic {
        case .percentile(let rank):
            let share = rank / 100
            if objective.metric == .itl {
                return gapEstimate(of: probes, share: share, confidence: confidence)
            }
            let values = values(of: objective.metric, probes)
            guard values.contains(where: \.isFinite) || !probes.isEmpty, !values.isEmpty else {
                return nil
            }
            return OrderStatistic.percentile(sorted: values, share: share, confidence: confidence)
        case .share:
            let decided = probes.filter { $0.outcomeClass != .excluded }
            guard !decided.isEmpty else { return nil }
            let good = decided.count { $0.isSuccess }
            let successes = BinomialInterval.clopperPearson(
                successes: good, trials: decided.count, confidence: confidence)
            return objective.metric == .errorRate ? successes.complement : successes
        case .maximum, .increase: return nil
        }
    }

    // MARK: - Values

    /// The values of a metric over all probes, ascending; failures at their bad end.
    private static func values(of metric: ObjectiveMetric, _ probes: [ProbeRecord]) -> [Double] {
        let reader = Objective(metric: metric, statistic: .percentile(50), threshold: 0)
        let failed: Double = metric.comparison == .atMost ? .infinity : 0
        return probes.compactMap { probe -> Double? in
            switch probe.outcomeClass {
            case .success: reader.value(of: probe)
            case .excluded: nil
            case .failure, .unreachable, .configuration: failed
            }
        }.sorted()
    }

    private static func summary(
        of metric: ObjectiveMetric, _ probes: [ProbeRecord], confidence: Double
    ) -> LatencySummary? {
        var values = values(of: metric, probes)
        // A connection is opened by few requests; the failed ones did not fail at it.
        if metric == .connect { values.removeAll { !$0.isFinite } }
        let finite = values.filter { $0.isFinite && ($0 > 0 || metric != .throughput) }
        guard let least = finite.first, let most = finite.last else { return nil }
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
        let gaps = probes.flatMap(\.gaps).map(\.inSeconds)
        guard let least = gaps.min(), let most = gaps.max() else { return nil }
        let percentiles = ranks.compactMap { rank -> LatencySummary.Percentile? in
            gapEstimate(of: probes, share: rank / 100, confidence: confidence).map {
                LatencySummary.Percentile(rank: rank, value: $0)
            }
        }
        return LatencySummary(
            metric: .itl, percentiles: percentiles, range: least...most, count: gaps.count)
    }

    /// Gaps of one request hang together, so whole requests are resampled. The seed is fixed: the
    /// same probes give the same interval.
    private static func gapEstimate(
        of probes: [ProbeRecord], share: Double, confidence: Double
    ) -> Estimate? {
        let clusters = probes.map { $0.gaps.map(\.inSeconds) }.filter { !$0.isEmpty }
        guard !clusters.isEmpty else { return nil }
        var generator = SplitMix64(seed: 1)
        return ClusterBootstrap.percentile(
            clusters: clusters, share: share, confidence: confidence, resamples: 400,
            using: &generator)
    }
}
