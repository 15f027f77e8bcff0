package import Readiness

/// What is judged, and how strictly.
package struct ComparisonPlan: Sendable, Equatable {
    /// The metrics judged with their tolerances, in the order of a request's life.
    package private(set) var tolerances: [Tolerance]

    /// The confidence of the intervals, and of all verdicts of "worse" together.
    package var confidence: Double

    /// The percentiles judged of every metric that has some; of a rate, where less is worse, those
    /// from the other end.
    package static let percentiles: [Double] = [50, 95]

    /// What is judged when nobody says: what users feel, at a tenth; failures at five points, which
    /// 80 clean requests on each side show.
    package static let usual: [Tolerance] = [
        Tolerance(metric: .ttft, share: 0.1), Tolerance(metric: .itl, share: 0.1),
        Tolerance(metric: .e2e, share: 0.1),
        Tolerance(metric: .errorRate, bound: .absolute(0.05)),
    ]

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - tolerances: Take the place of the usual ones of their metrics, or add a metric.
    ///   - judged: The only metrics to judge; all of the above when empty. One without a tolerance
    ///     gets a tenth.
    ///   - confidence: The confidence, between 0 and 1.
    package init(
        tolerances: [Tolerance] = [], judged: [ObjectiveMetric] = [], confidence: Double = 0.95
    ) {
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        let kept = Self.usual.filter { usual in
            !tolerances.contains { $0.metric == usual.metric }
        }
        var known = kept + tolerances
        if !judged.isEmpty {
            known = judged.map { metric in
                known.first { $0.metric == metric } ?? Tolerance(metric: metric, share: 0.1)
            }
        }
        let order = ToleranceText.names.map(\.metric)
        self.tolerances = known.sorted {
            (order.firstIndex(of: $0.metric) ?? 0) < (order.firstIndex(of: $1.metric) ?? 0)
        }
        self.confidence = confidence
    }

    /// The tolerance of a metric; `nil` where it is shown and not judged.
    ///
    /// - Parameter metric: The metric.
    /// - Returns: The tolerance.
    package func tolerance(_ metric: ObjectiveMetric) -> Tolerance? {
        tolerances.first { $0.metric == metric }
    }
}
