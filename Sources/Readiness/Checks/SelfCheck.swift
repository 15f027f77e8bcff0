import Estimates
package import Load

/// Was firstlight able to measure what it reports?
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

    /// The hard objectives whose violation is explained by our own lag.
    ///
    /// - Parameters:
    ///   - evidence: The evidence of the run.
    ///   - maxTokens: The token limit of each request.
    /// - Returns: Violated objectives that are no longer violated when every time is shortened by
    ///   the lag that one tick in a hundred exceeds. Empty when a violation that is not a matter of
    ///   time stands anyway.
    package func excused(_ evidence: GateEvidence, maxTokens: Int) -> [Objective] {
        guard let lag, lag.p99 > .zero else { return [] }
        let violated = evidence.meters.filter {
            $0.severity == .hard && $0.judgement == .violated
        }
        let timed = violated.map(\.objective).filter {
            $0.metric.dimension == .duration && !$0.metric.isServerSide
        }
        guard !timed.isEmpty, timed.count == violated.count else { return [] }
        let relaxed = timed.map { objective in
            var relaxed = objective
            relaxed.threshold += lag.p99.inSeconds
            return relaxed
        }
        var again = GateEvidence(
            gate: evidence.gate, objectives: relaxed, warnings: [], maxTokens: maxTokens)
        for probe in evidence.probes { again.record(renumbered: probe) }
        return zip(timed, again.meters).compactMap { original, meter in
            meter.judgement == .violated ? nil : original
        }
    }

    /// The check as a line of the report.
    ///
    /// - Parameter excused: Objectives whose violation our lag explains.
    /// - Returns: Failed when there is one, a warning when the lag is large, else passed.
    package func result(excused: [Objective]) -> CheckResult {
        guard let lag else {
            return CheckResult(
                id: "self", group: .measurement, state: .skipped,
                message: "recorded probes: how busy the client was is not known")
        }
        let figures =
            "own scheduling lag p50 \(DurationText.rounded(lag.median, digits: 2)), "
            + "p99 \(DurationText.rounded(lag.p99, digits: 2)), "
            + "max \(DurationText.rounded(lag.largest, digits: 2)) over \(lag.count) ticks"
            + (cores.map { "; \(Self.oneDecimal($0)) cores busy" } ?? "")
        if !excused.isEmpty {
            let names = excused.map(\.description).joined(separator: ", ")
            return CheckResult(
                id: "self", group: .measurement, state: .failed,
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
