import Estimates
import Load
import Readiness

/// Compares one metric of two runs.
struct MetricComparer {
    let metric: ObjectiveMetric
    let baseline: [ProbeRecord]
    let candidate: [ProbeRecord]
    let plan: ComparisonPlan
    /// Whether rounds of the two runs belong together.
    let isPaired: Bool

    /// One statistic, and how it is had at any confidence.
    struct Question {
        var statistic: StatisticComparison.Statistic
        var baseline: Estimate
        var candidate: Estimate
        var change: (Double) -> Estimate
    }

    /// With fewer rounds the requests are taken as independent.
    private static let roundsMin = 20

    /// The most gaps of a side that are looked at: with more, whole requests are left out evenly.
    private static let gapsMax = 150_000

    /// The tolerance's scale; ratios where nothing is judged, points for shares.
    var contrast: Contrast {
        plan.tolerance(metric)?.contrast ?? (metric == .errorRate ? .difference : .ratio)
    }

    /// Everything but the verdicts, which depend on how many are taken.
    ///
    /// - Returns: `nil` where one of the sides has no value of the metric.
    func questions() -> (comparison: MetricComparison, questions: [Question])? {
        guard !baseline.isEmpty, !candidate.isEmpty else { return nil }
        switch metric {
        case .errorRate: return failures()
        case .itl: return gaps()
        default: return times()
        }
    }

    // MARK: - Kinds of metrics

    private func failures() -> (MetricComparison, [Question]) {
        func counts(_ records: [ProbeRecord]) -> (hits: Int, trials: Int) {
            (records.count { !$0.isSuccess }, records.count)
        }
        let (first, second) = (counts(baseline), counts(candidate))
        func share(_ counts: (hits: Int, trials: Int)) -> Estimate {
            BinomialInterval.wilson(
                successes: counts.hits, trials: counts.trials, confidence: plan.confidence)
        }
        let question = Question(
            statistic: .share, baseline: share(first), candidate: share(second),
            change: {
                ShareContrast.difference(candidate: second, baseline: first, confidence: $0)
            })
        return (comparison([], []), [question])
    }

    private func times() -> (MetricComparison, [Question])? {
        guard LatencySummarizer.hasValue(metric, baseline),
            LatencySummarizer.hasValue(metric, candidate)
        else { return nil }
        let first = LatencySummarizer.values(of: metric, baseline)
        let second = LatencySummarizer.values(of: metric, candidate)
        guard !first.isEmpty, !second.isEmpty else { return nil }
        var questions = ranks.map { rank in
            Question(
                statistic: .percentile(rank), baseline: percentile(first, rank / 100),
                candidate: percentile(second, rank / 100),
                change: { [contrast] confidence in
                    PercentileContrast.independent(
                        contrast, candidate: second, baseline: first, share: rank / 100,
                        confidence: confidence)
                })
        }
        var comparison = comparison(first, second)
        comparison.ranks = BrunnerMunzel.compare(
            candidate: second, baseline: first, confidence: plan.confidence)
        pair(&questions, &comparison)
        return (comparison, questions)
    }

    private func gaps() -> (MetricComparison, [Question])? {
        let first = thinned(LatencySummarizer.gapClusters(baseline))
        let second = thinned(LatencySummarizer.gapClusters(candidate))
        guard !first.isEmpty, !second.isEmpty else { return nil }
        var questions = ComparisonPlan.percentiles.map { rank in
            Question(
                statistic: .percentile(rank), baseline: percentile(clusters: first, rank / 100),
                candidate: percentile(clusters: second, rank / 100),
                change: { [contrast] confidence in
                    PercentileContrast.clustered(
                        contrast, candidate: second, baseline: first, share: rank / 100,
                        confidence: confidence)
                })
        }
        var comparison = comparison(
            first.flatMap { $0 }.sorted(), second.flatMap { $0 }.sorted())
        pair(&questions, &comparison)
        return (comparison, questions)
    }

    // MARK: - Pairs

    /// Puts the shift of rounds that belong together in the place of the median.
    ///
    /// The unit is the round: requests made at once share what happened meanwhile.
    private func pair(_ questions: inout [Question], _ comparison: inout MetricComparison) {
        guard isPaired else { return }
        let differences = roundDifferences()
        // A few rounds of many requests bound less than their requests do.
        guard differences.count >= Self.roundsMin else { return }
        guard let test = SignedRanks.test(differences, confidence: plan.confidence),
            let median = questions.first
        else { return }
        let isRatio = contrast == .ratio
        questions[0] = Question(
            statistic: .paired, baseline: median.baseline, candidate: median.candidate,
            change: { confidence in
                guard var shift = SignedRanks.test(differences, confidence: confidence)?.shift
                else { return .unknown(provenance: .client, method: .signedRank) }
                if isRatio { shift = shift.exponential }
                return shift
            })
        comparison.pairedProbability = test.probability
    }

    private func roundDifferences() -> [Double] {
        func middles(_ records: [ProbeRecord]) -> [Int: Double] {
            var groups: [Int: [ProbeRecord]] = [:]
            for record in records {
                if let round = record.round { groups[round, default: []].append(record) }
            }
            return groups.compactMapValues { group in
                let values =
                    metric == .itl
                    ? LatencySummarizer.gapClusters(group).flatMap { $0 }.sorted()
                    : LatencySummarizer.values(of: metric, group)
                if values.isEmpty { return group.allSatisfy { !$0.isSuccess } ? worst : nil }
                let (low, high) = (values[(values.count - 1) / 2], values[values.count / 2])
                return low == high ? low : (low + high) / 2
            }
        }
        let (first, second) = (middles(baseline), middles(candidate))
        return first.keys.sorted().compactMap { round in
            guard let before = first[round], let after = second[round] else { return nil }
            let difference =
                contrast == .ratio ? after.logarithm - before.logarithm : after - before
            return difference.isNaN ? 0 : difference
        }
    }

    /// The value of a request that failed.
    private var worst: Double { metric.comparison == .atMost ? .infinity : 0 }

    // MARK: - Parts

    /// The percentiles judged: the median and the slow tail.
    ///
    /// Percentiles are of values in ascending order everywhere, so the slow tail of a rate is `p5`.
    private var ranks: [Double] {
        guard metric.comparison == .atLeast else { return ComparisonPlan.percentiles }
        return ComparisonPlan.percentiles.map { 100 - $0 }
    }

    private func percentile(_ sorted: [Double], _ share: Double) -> Estimate {
        OrderStatistic.percentile(sorted: sorted, share: share, confidence: plan.confidence)
    }

    private func percentile(clusters: [[Double]], _ share: Double) -> Estimate {
        var generator = SplitMix64(seed: 1)
        return ClusterBootstrap.percentile(
            clusters: clusters, share: share, confidence: plan.confidence, resamples: 400,
            using: &generator)
    }

    private func thinned(_ clusters: [[Double]]) -> [[Double]] {
        let count = clusters.reduce(0) { $0 + $1.count }
        guard count > Self.gapsMax else { return clusters }
        let step = (count + Self.gapsMax - 1) / Self.gapsMax
        return stride(from: 0, to: clusters.count, by: step).map { clusters[$0] }
    }

    private func comparison(_ first: [Double], _ second: [Double]) -> MetricComparison {
        MetricComparison(
            metric: metric, tolerance: plan.tolerance(metric), statistics: [],
            baselineValues: first, candidateValues: second)
    }
}
