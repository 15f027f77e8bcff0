import Estimates
package import Load

/// Asks whether firstlight was able to measure what it reports.
///
/// A late event loop stamps tokens late, so its lag can only make an endpoint look slower than it
/// is. The check asks the one question that matters: does an unfavourable judgement survive when
/// our own lag is given back to every request?
package struct SelfCheck: Sendable, Equatable {
    /// How late the client's event loop ran; `nil` when it was not watched.
    package var lag: SchedulingLag?

    /// Processors that this process kept busy on average.
    package var cores: Double?

    /// Creates a check.
    ///
    /// - Parameters:
    ///   - lag: How late the client's event loop ran.
    ///   - cores: Processors kept busy on average.
    package init(lag: SchedulingLag? = nil, cores: Double? = nil) {
        self.lag = lag
        self.cores = cores
    }

    /// The objectives whose violation is explained by our own lag.
    ///
    /// Every time of every probe is shortened by the lag that one moment in a hundred exceeds, and
    /// the probes are judged anew by the same rule.
    ///
    /// - Parameter evidence: The evidence of the run.
    /// - Returns: Hard objectives only when nothing then speaks against the endpoint any more: a
    ///   violation that stands needs no excuse for another. Soft ones one by one. Where the
    ///   threshold rule misses its pass rate and no objective of its own, the limits on single
    ///   probes that it would then keep.
    package func excused(_ evidence: GateEvidence) -> [Objective] {
        guard let lag, lag.p99 > .zero else { return [] }
        let before = RuleStanding(evidence)
        let isRefused =
            !before.violatedHard.isEmpty || before.isPassRateMissed || before.isJointlyRefused
        guard isRefused || !before.violatedSoft.isEmpty else { return [] }
        let after = RuleStanding(evidence.relieved(of: lag.p99))
        let soft = before.violatedSoft.filter { !after.violatedSoft.contains($0) }
        guard isRefused, after.violatedHard.isEmpty, !after.isPassRateMissed,
            !after.isJointlyRefused
        else { return soft }
        let hard =
            before.violatedHard.isEmpty ? Self.probeLimits(evidence) : before.violatedHard
        return hard + soft
    }

    /// The limits on single probes as objectives on the share of probes that must keep them.
    private static func probeLimits(_ evidence: GateEvidence) -> [Objective] {
        let gate = evidence.gate
        guard let limits = gate.probeLimits else {
            return evidence.meters.filter { $0.severity == .hard }.map(\.objective).filter {
                $0.kind == .perRequestShare && $0.metric.dimension != .ratio
            }
        }
        func most(_ metric: ObjectiveMetric, _ limit: Duration?) -> Objective? {
            limit.map {
                Objective(
                    metric: metric, statistic: .percentile(gate.passRate * 100),
                    threshold: $0.inSeconds)
            }
        }
        let least = limits.tokensPerSecond.map {
            Objective(
                metric: .throughput, statistic: .percentile(100 - gate.passRate * 100),
                threshold: $0)
        }
        return [most(.ttft, limits.ttft), most(.e2e, limits.latency), least].compactMap(\.self)
    }

    /// The check as a line of the report.
    ///
    /// - Parameters:
    ///   - excused: Objectives whose violation our lag explains.
    ///   - isVerdict: Whether one of them is hard, so that the verdict rests on it.
    /// - Returns: Failed when the verdict rests on our lag, a warning when a soft objective does or
    ///   the lag is large, else passed.
    package func result(excused: [Objective], isVerdict: Bool = true) -> CheckResult {
        guard let lag else {
            return CheckResult(
                id: "self", group: .measurement, state: .skipped,
                message: "the run was too short to watch how late firstlight ran")
        }
        let figures =
            "own scheduling lag p50 \(DurationText.rounded(lag.median, digits: 2)), "
            + "p99 \(DurationText.rounded(lag.p99, digits: 2)), "
            + "max \(DurationText.rounded(lag.largest, digits: 2)) over \(lag.count) ticks"
            + (cores.map { "; \(Self.oneDecimal($0)) cores busy" } ?? "")
        if !excused.isEmpty {
            let names = excused.map(\.description).joined(separator: ", ")
            return CheckResult(
                id: "self", group: .measurement, state: isVerdict ? .failed : .warning,
                message: "firstlight was the bottleneck: without its own lag \(names) would not be "
                    + "violated (\(figures))")
        }
        let isLate = lag.p99 > .milliseconds(50)
        return CheckResult(
            id: "self", group: .measurement, state: isLate ? .warning : .passed,
            message: isLate ? "firstlight ran late, so latencies read high: \(figures)" : figures)
    }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
