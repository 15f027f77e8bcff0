package import Estimates
import Inference
package import Load
package import Readiness

/// The latencies of a level with intervals that know that its requests shared a queue.
package struct LevelLatencies: Sendable {
    private let records: [ProbeRecord]
    private let confidence: Double

    /// How many neighbours in start order tell as much as one independent request; the largest of
    /// TTFT, E2E and success.
    package let correlationTime: Double

    private static let ranks: [Double] = [50, 90, 95, 99]
    private static let metrics: [ObjectiveMetric] = [.ttft, .tpot, .e2e, .throughput]
    private static let resamples = 400

    /// Looks at requests.
    ///
    /// - Parameters:
    ///   - records: The requests that count, in start order.
    ///   - round: Sessions of a closed loop, which follow each other in a fixed order.
    ///   - confidence: The confidence of the intervals.
    package init(_ records: [ProbeRecord], round: Int = 2, confidence: Double) {
        let counted = records.filter { $0.outcomeClass != .excluded }
        self.records = counted
        self.confidence = confidence
        correlationTime =
            [ObjectiveMetric.ttft, .e2e].map { metric in
                CorrelationTime.integrated(
                    counted.compactMap { Self.value(metric, of: $0) }, round: round)
            }.reduce(1, max)
    }

    /// The sample that these requests are.
    package var sample: CorrelatedSample {
        CorrelatedSample(count: records.count, correlationTime: correlationTime)
    }

    /// TTFT, ITL, TPOT, E2E and the speed of single answers, those that any answer has.
    package var summaries: [LatencySummary] {
        var summaries = Self.metrics.compactMap(summary)
        if let gaps = gapSummary { summaries.insert(gaps, at: min(1, summaries.count)) }
        return summaries
    }

    /// The percentile that an objective limits.
    ///
    /// - Parameter objective: An objective on a percentile of requests or gaps.
    /// - Returns: `nil` when no answer has the value.
    package func observed(_ objective: Objective) -> Estimate? {
        guard case .percentile(let rank) = objective.statistic else {
            return LatencySummarizer.observed(objective, in: records, confidence: confidence)
        }
        if objective.metric == .itl {
            return gapPercentile(rank, of: ClusterPool(clusters: gapClusters))
        }
        let values = values(of: objective.metric)
        return values.isEmpty ? nil : percentile(values, rank)
    }

    // MARK: - Requests

    /// The value of a request: a failed one is infinitely slow, or writes nothing at all.
    private static func value(_ metric: ObjectiveMetric, of record: ProbeRecord) -> Double? {
        guard record.isSuccess else { return metric.comparison == .atMost ? .infinity : 0 }
        return Objective(metric: metric, statistic: .percentile(50), threshold: 0)
            .value(of: record)
    }

    private func values(of metric: ObjectiveMetric) -> [Double] {
        let values = records.compactMap { Self.value(metric, of: $0) }.sorted()
        let isKnown = records.contains { $0.isSuccess && Self.value(metric, of: $0) != nil }
        return isKnown ? values : []
    }

    private func percentile(_ sorted: [Double], _ rank: Double) -> Estimate {
        CorrelatedSample(count: sorted.count, correlationTime: correlationTime)
            .percentile(sorted: sorted, share: rank / 100, confidence: confidence)
    }

    private func summary(_ metric: ObjectiveMetric) -> LatencySummary? {
        let values = values(of: metric)
        let real = values.filter { $0.isFinite && ($0 > 0 || metric.comparison == .atMost) }
        guard let least = real.first, let most = real.last else { return nil }
        return LatencySummary(
            metric: metric,
            percentiles: Self.ranks.map { .init(rank: $0, value: percentile(values, $0)) },
            range: least...most, count: values.count)
    }

    // MARK: - Gaps

    /// The gaps of neighbouring requests together, so that what is drawn anew hangs together only
    /// within itself.
    private var gapClusters: [[Double]] {
        let usual = records.filter { $0.isSuccess && !$0.gaps.isEmpty }.map(\.gaps.count).sorted()
        guard !usual.isEmpty else { return [] }
        let median = usual[usual.count / 2]
        let size = max(1, Int(correlationTime.rounded(.up)))
        return stride(from: 0, to: records.count, by: size).map { start in
            records[start..<min(start + size, records.count)].flatMap { record in
                let gaps = record.gaps.map { $0 / .seconds(1) }
                guard !record.isSuccess else { return gaps }
                return gaps
                    + Array(repeating: .infinity, count: max(1, median - gaps.count))
            }
        }
    }

    private func gapPercentile(_ rank: Double, of pool: ClusterPool) -> Estimate? {
        guard !pool.values.isEmpty else { return nil }
        var generator = SplitMix64(seed: 1)
        return ClusterBootstrap.percentile(
            of: pool, share: rank / 100, confidence: confidence,
            resamples: Self.resamples, using: &generator)
    }

    private var gapSummary: LatencySummary? {
        let pool = ClusterPool(clusters: gapClusters)
        let gaps = pool.values
        guard let least = gaps.first, let most = gaps.last(where: \.isFinite) else { return nil }
        return LatencySummary(
            metric: .itl,
            percentiles: Self.ranks.compactMap { rank in
                gapPercentile(rank, of: pool).map { .init(rank: rank, value: $0) }
            },
            range: least...most, count: gaps.count)
    }
}
