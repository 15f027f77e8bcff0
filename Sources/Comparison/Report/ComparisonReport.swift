import Estimates
package import Foundation
import Load
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
    /// Whether "worse" was taken back because firstlight's own lag explains it.
    package var isClientLate = false
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

    /// Whether the candidate is worse because it bunches the stream.
    package var isBunched: Bool {
        bunching?.side == .candidate && plan.tolerance(.itl) != nil
    }

    /// Takes the verdicts on gaps back where one side bunches the stream: half of them nothing, the
    /// others long, they flatter or blame whichever percentile is looked at.
    mutating func withholdBunchedGaps() {
        guard let side = bunching?.side, side != .neither else { return }
        for index in metrics.indices where metrics[index].metric == .itl {
            for row in metrics[index].statistics.indices {
                metrics[index].statistics[row].standing = nil
                metrics[index].statistics[row].judged = nil
                metrics[index].statistics[row].needed = nil
            }
        }
    }

    /// Judges a side that never answered: without a baseline there is nothing to compare with, and
    /// a candidate that is not there is worse, however few requests were spent on it.
    mutating func judgeSilence() {
        let isBaselineSilent = baseline.silence != nil
        let sides = [baseline, candidate]
        // Of a side where nothing succeeds more of the same would decide nothing.
        guard sides.contains(where: { !$0.counted.contains(where: \.isSuccess) }) else { return }
        for metric in metrics.indices {
            for row in metrics[metric].statistics.indices {
                metrics[metric].statistics[row].needed = nil
                guard isBaselineSilent else { continue }
                metrics[metric].statistics[row].standing = nil
                metrics[metric].statistics[row].judged = nil
            }
        }
        if isBaselineSilent {
            verdict = .undecided
        } else if candidate.silence != nil, baseline.counted.contains(where: \.isSuccess) {
            verdict = .worse
        }
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
