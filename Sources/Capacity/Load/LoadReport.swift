package import Estimates
package import Foundation
package import Inference
package import Load
package import Readiness

/// What one load amounts to: the latencies users felt under it, what it brought, who was the
/// bottleneck.
package struct LoadReport: Sendable {
    /// The endpoint, as far as it is known.
    package var target: TargetIdentity

    /// The workload's name.
    package var workload: String

    /// The plan.
    package var plan: LoadPlan

    /// When the run began.
    package var startedAt: Date

    /// How long requests that count were started.
    package var measured: Duration

    /// Why it ended.
    package var end: LoadEnd

    /// How many requests, and what became of them.
    package var counts: ProbeCounts

    /// Failures by kind, most frequent first.
    package var failures: [FailureCount]

    /// The latencies with intervals, measured from the intended start.
    package var latencies: [LatencySummary]

    /// How late one request in a hundred started against the plan, in seconds; `nil` when none was
    /// sent.
    package var startDelay: LatencySummary.Percentile?

    /// How late the median request started against the plan, in seconds.
    package var startDelayMedian: LatencySummary.Percentile?

    /// How late the latest request started against the plan.
    package var startDelayMax: Duration?

    /// The connections that were opened before the run began; `nil` when none were wanted.
    package var opened: OpenedConnections?

    /// Requests whose planned start lay within the run and that were never sent.
    package var unsentCount = 0

    /// Sessions or starts planned a second over the measured time; `nil` in a closed loop.
    package var offeredRate: Double?

    /// Requests answered whole, a second.
    package var requestRate: Estimate?

    /// Output tokens a second over all requests.
    package var outputTokenRate: Estimate?

    /// Requests a second that were answered whole and within every per-request objective.
    package var goodput: Estimate?

    /// The share of gaps whose chunk came in the same read as the one before; 0...1.
    package var coalescedShare: Double?

    /// The objectives, hard ones first.
    package var objectives: [ObjectiveResult]

    /// Whether firstlight was able to measure it.
    package var selfCheck: CheckResult

    /// Requests in flight over the measured time, on average.
    package var meanInFlight: Double?

    /// The name of the run.
    package var name = ""

    /// The confidence of every interval.
    package var confidence = 0.95

    /// What the reader should know, each a sentence.
    package var notes: [String] = []

    /// The run directory; `nil` when nothing is kept.
    package var directory: String?
}

extension LoadReport {
    /// What the load says about the endpoint, with failures before everything else.
    package enum Standing: String, Sendable, Codable, CaseIterable {
        /// No request failed and every hard objective is met, if there is one.
        case passed
        /// Requests failed, a hard objective is violated, or the endpoint did not keep up with what
        /// was offered.
        case failed
        /// firstlight was the bottleneck, an objective is undecided, the run was interrupted, or
        /// nothing was measured.
        case inconclusive
    }

    /// How the load stands.
    package var standing: Standing {
        let hard = objectives.filter { $0.severity == .hard }
        if counts.failed > 0 { return .failed }
        if selfCheck.state == .failed { return .inconclusive }
        if hard.contains(where: { $0.judgement == .violated }) { return .failed }
        if end == .overSaturated { return .failed }
        if counts.succeeded == 0 || end == .cancelled { return .inconclusive }
        return hard.allSatisfy { $0.judgement == .met } ? .passed : .inconclusive
    }
}
