package import Estimates
package import Foundation
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

    /// How late requests started against the plan, in seconds; `nil` when none was sent.
    package var startDelay: LatencySummary.Percentile?

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
}
