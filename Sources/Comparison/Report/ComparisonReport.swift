import Estimates
package import Foundation
package import Readiness

/// What a comparison found.
package struct ComparisonReport: Sendable, Equatable {
    /// What the report is called.
    package var name: String
    /// When the runs began, or when recorded ones were compared.
    package var startedAt: Date
    /// What the candidate is held against.
    package var baseline: ComparedSide
    /// What is judged.
    package var candidate: ComparedSide
    /// What was judged, and how strictly.
    package var plan: ComparisonPlan
    /// Whether requests to the two were made in turns and are compared in pairs.
    package var isInterleaved: Bool
    /// The metrics both sides have, in the order of a request's life.
    package var metrics: [MetricComparison]
    /// The whole: worse, undecided, better, not worse or the same.
    package var verdict = ComparisonStanding.undecided
    /// Metrics that were to be judged and that one of the sides does not have.
    package var missing: [ObjectiveMetric] = []
    /// Whether one side bunches the stream; `nil` where too few answers stream.
    package var bunching: BunchingFinding?
    /// What differs beside the endpoint.
    package var conditions: [ComparisonCondition] = []
    /// Remarks, each a sentence.
    package var notes: [String] = []
    /// The folder that keeps a live run.
    package var directory: String?
    /// The signal that cut the run short.
    package var interruptedBy: Int32?

    /// Creates a report without findings.
    ///
    /// - Parameters:
    ///   - name: What it is called.
    ///   - startedAt: When the runs began.
    ///   - baseline: What the candidate is held against.
    ///   - candidate: What is judged.
    ///   - plan: What was judged, and how strictly.
    ///   - isInterleaved: Whether requests were made in turns.
    ///   - metrics: The metrics both sides have.
    package init(
        name: String, startedAt: Date, baseline: ComparedSide, candidate: ComparedSide,
        plan: ComparisonPlan, isInterleaved: Bool, metrics: [MetricComparison]
    ) {
        self.name = name
        self.startedAt = startedAt
        self.baseline = baseline
        self.candidate = candidate
        self.plan = plan
        self.isInterleaved = isInterleaved
        self.metrics = metrics
    }

    /// The rows that were judged, with their metrics.
    package var judged: [(metric: MetricComparison, row: StatisticComparison)] {
        metrics.flatMap { metric in
            metric.statistics.filter { $0.standing != nil }.map { (metric, $0) }
        }
    }

    /// Roughly how many more requests on each side would decide; `nil` where nothing is undecided
    /// or nobody can tell.
    package var needed: Int? {
        let undecided = judged.filter { $0.row.standing == .undecided }.map(\.row.needed)
        guard !undecided.isEmpty, missing.isEmpty, !undecided.contains(nil) else { return nil }
        return undecided.compactMap(\.self).max()
    }
}
