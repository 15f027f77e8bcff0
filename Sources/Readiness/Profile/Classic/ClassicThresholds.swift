/// The readiness-gate project's `thresholds.yml`: what its gate requires.
///
/// Its rule, which firstlight keeps for its files: at least ``minProbes`` probes; at least
/// ``passRate`` of them healthy by the limits of the probe configuration; the 95th percentiles of
/// TTFT
/// and latency and the median of throughput inside the limits of `sla`; and at most
/// ``maxErrorRate`` of the probes failed. All of them are point estimates.
package struct ClassicThresholds: Sendable, Equatable {
    /// `sla.ttft_ms`: the limit on the 95th percentile of TTFT.
    package var ttft: Duration?
    /// `sla.latency_ms`: the limit on the 95th percentile of latency.
    package var latency: Duration?
    /// `sla.min_throughput`: the limit on the median of output tokens per second.
    package var minThroughput: Double?
    /// `sla.max_error_rate`: the largest share of failed probes; 0.01 when not written.
    package var maxErrorRate: Double
    /// `gate.min_probes`: the fewest probes; 5 when not written.
    package var minProbes: Int
    /// `gate.pass_rate`: the smallest share of healthy probes; 0.95 when not written.
    package var passRate: Double
    /// What the user should know about the file.
    package var notes: [ProfileNote]

    /// Thresholds with the readiness-gate project's own defaults: no limits but those it always
    /// has.
    package init(
        ttft: Duration? = nil, latency: Duration? = nil, minThroughput: Double? = nil,
        maxErrorRate: Double = 0.01, minProbes: Int = 5, passRate: Double = 0.95,
        notes: [ProfileNote] = []
    ) {
        self.ttft = ttft
        self.latency = latency
        self.minThroughput = minThroughput
        self.maxErrorRate = maxErrorRate
        self.minProbes = minProbes
        self.passRate = passRate
        self.notes = notes
    }

    /// The limits as objectives: `ttft p95`, `e2e p95`, `throughput p50`, `error rate`.
    ///
    /// An error rate of zero is kept although no evidence can show it: the classic rule compares
    /// point estimates.
    package var objectives: [Objective] {
        var objectives: [Objective] = []
        if let ttft { objectives.append(Self.p95(.ttft, ttft)) }
        if let latency { objectives.append(Self.p95(.e2e, latency)) }
        if let minThroughput {
            objectives.append(
                Objective(
                    metric: .throughput, statistic: .percentile(50), threshold: minThroughput,
                    unit: "tok/s"))
        }
        objectives.append(
            Objective(metric: .errorRate, statistic: .share, threshold: maxErrorRate, unit: "%"))
        return objectives
    }

    private static func p95(_ metric: ObjectiveMetric, _ limit: Duration) -> Objective {
        Objective(
            metric: metric, statistic: .percentile(95),
            threshold: FixedDecimal(scaled: limit.attoseconds).double, unit: "ms")
    }
}
