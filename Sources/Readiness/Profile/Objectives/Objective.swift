/// One line of a profile's `objectives` or `warnings`: a limit on one statistic of one metric.
///
/// Whether it is hard or soft is decided by the list it stands in, not by the objective.
///
/// Two objectives are equal when they ask for the same thing; how they were spelt does not count.
package struct Objective: Sendable {
    /// What is limited.
    package var metric: ObjectiveMetric
    /// Which statistic of it.
    package var statistic: Statistic
    /// From which side.
    ///
    /// `<` and `>` are read as `<=` and `>=`: a measured time equals its limit with probability
    /// zero, and a clock with finite resolution cannot tell the two apart.
    package var comparison: Comparison
    /// The limit in base units: seconds, ratio 0...1, tokens or events per second, or a count.
    package var threshold: Double
    /// The unit the limit was written with (`ms`, `%`, `tok/s`), empty for a bare number.
    package var unit: String
    /// The text the objective was read from, without surrounding white space.
    package var source: String

    /// Builds an objective without parsing; the caller answers for the combination.
    ///
    /// - Parameters:
    ///   - metric: What is limited.
    ///   - statistic: Which statistic of it.
    ///   - comparison: From which side; the metric's own when left out.
    ///   - threshold: The limit in base units.
    ///   - unit: The unit as written.
    ///   - source: The text as written; the canonical text when left out.
    package init(
        metric: ObjectiveMetric, statistic: Statistic, comparison: Comparison? = nil,
        threshold: Double, unit: String = "", source: String? = nil
    ) {
        self.metric = metric
        self.statistic = statistic
        self.comparison = comparison ?? metric.comparison
        self.threshold = threshold
        self.unit = unit
        self.source = ""
        self.source = source ?? description
    }
}

extension Objective: Equatable {
    /// Whether both ask for the same thing; spelling does not count.
    package static func == (left: Objective, right: Objective) -> Bool {
        left.metric == right.metric && left.statistic == right.statistic
            && left.comparison == right.comparison && left.threshold == right.threshold
    }
}

extension Objective {
    /// Which number about the metric is limited.
    package enum Statistic: Sendable, Equatable {
        /// The value that `p` percent of the requests (or gaps) do not exceed; 0 < p < 100.
        case percentile(Double)
        /// The share itself, of all requests (error rate, success rate).
        case share
        /// The largest sampled value of a gauge.
        case maximum
        /// The smallest sampled value of a gauge: what was there all along.
        case sustained
        /// The growth of a counter over the run.
        case increase
        /// The growth of a counter over the run, per second.
        case rate
        /// The mean of what the engine observed over the run.
        case mean
        /// The part that one counter's growth is of another's over the run.
        case part
    }

    /// From which side a metric is limited.
    package enum Comparison: String, Sendable, Equatable {
        /// The limit is the largest good value.
        case atMost = "<="
        /// The limit is the smallest good value.
        case atLeast = ">="
    }

    /// How the evidence for an objective is gathered and bounded.
    package enum Kind: Sendable, Equatable {
        /// Each request is inside or outside the limit; a binomial share is bounded.
        case perRequestShare
        /// Each gap is inside or outside; gaps of one request hang together, so requests are the
        /// clusters.
        case perGapShare
        /// A counter's growth over our own window: exact.
        case counterDelta
        /// A counter's growth over our own window, by its length: exact.
        case counterRate
        /// One counter's growth as a part of another's over our own window: exact.
        case windowShare
        /// An end of the sampled values; what lies between two samples is unseen.
        case sampledGauge
        /// What the engine's own histogram observed over our own window: each observation is inside
        /// or outside the limit, known where the limit is a bound of the histogram.
        case serverHistogram
    }
}

extension Objective {
    /// How the evidence is gathered.
    package var kind: Kind { metric.kind }

    /// The share of requests (of gaps for `itl`, of observations for the engine's histograms) that
    /// must be inside the limit; `nil` where no share is limited.
    ///
    /// | objective | inside means | share |
    /// |---|---|---|
    /// | `ttft p95 <= 2s` | TTFT is at most 2 s | 0.95 |
    /// | `throughput p50 >= 3 tok/s` | at least 3 tok/s | 0.5 |
    /// | `throughput p5 >= 3 tok/s` | at least 3 tok/s | 0.95 |
    /// | `error rate <= 5%` | the request succeeded | 0.95 |
    /// | `success rate >= 99%` | the request succeeded | 0.99 |
    ///
    /// A lower limit on a percentile turns the share round: a median of at least 3 needs half of
    /// the requests at 3 or more, a 5th percentile of at least 3 needs 95 % of them. Requests that
    /// failed or timed out are outside every limit.
    package var requiredShare: Double? {
        switch (statistic, comparison) {
        case (.percentile(let rank), .atMost):
            FixedDecimal(shortest: rank)?.shifted(by: -2)?.double ?? rank / 100
        case (.percentile(let rank), .atLeast):
            FixedDecimal(shortest: rank)?.shifted(by: -2)?.complement.double ?? 1 - rank / 100
        case (.share, .atMost):
            FixedDecimal(shortest: threshold)?.complement.double ?? 1 - threshold
        case (.share, .atLeast):
            threshold
        case (.maximum, _), (.sustained, _), (.increase, _), (.rate, _), (.mean, _), (.part, _):
            nil
        }
    }

    /// A stable name for reports, test cases and metric labels: `ttft_p95`, `error_rate`,
    /// `kv_cache_max`.
    ///
    /// The threshold is not part of it, so that a run can be compared with one under another limit.
    package var id: String {
        switch statistic {
        case .percentile, .maximum, .sustained, .mean: "\(metric.identifier)_\(statistic)"
        case .share, .increase, .rate, .part: metric.identifier
        }
    }
}

extension Objective.Statistic: CustomStringConvertible {
    /// `p95`, `p99.9`, `max`, `sustained`, `mean`, or nothing where the metric's name says it all.
    package var description: String {
        switch self {
        case .percentile(let rank): "p" + (FixedDecimal(shortest: rank)?.text ?? "\(rank)")
        case .maximum: "max"
        case .sustained: "sustained"
        case .mean: "mean"
        case .share, .increase, .rate, .part: ""
        }
    }
}

extension Objective: CustomStringConvertible {
    /// The canonical text, such as `ttft p95 <= 2 s`; it parses back to an equal objective.
    package var description: String {
        let subject = statistic.description.isEmpty ? "" : " \(statistic)"
        return "\(metric.rawValue)\(subject) \(comparison.rawValue) \(thresholdText)"
    }

    /// The limit with its unit: `500 ms`, `5 %`, `3 tok/s`, `16`.
    package var thresholdText: String {
        let decimal = FixedDecimal(shortest: threshold)
        switch metric.dimension {
        case .duration:
            guard let decimal else { return "\(threshold) s" }
            return DurationText.exact(Duration(attoseconds: decimal.scaled))
        case .ratio: return RatioText.exact(threshold)
        case .tokenRate: return (decimal?.text ?? "\(threshold)") + " tok/s"
        case .count: return decimal?.text ?? "\(threshold)"
        case .eventRate: return EventRateText.text(threshold, unit: unit)
        }
    }
}
