package import Estimates
package import Readiness

/// How much worse a metric may be and still count as the same.
package struct Tolerance: Sendable, Equatable {
    /// The difference that does not matter.
    package enum Bound: Sendable, Equatable {
        /// A share of the baseline: 0.1 for 10 %.
        case share(Double)
        /// A difference in base units: seconds, tokens per second, or for the error rate the share
        /// of requests, 0.05 for five points.
        case absolute(Double)
    }

    /// The metric; a client-side one.
    package var metric: ObjectiveMetric

    /// The difference that does not matter.
    package var bound: Bound

    /// Creates a tolerance.
    ///
    /// - Parameters:
    ///   - metric: The metric.
    ///   - bound: The difference that does not matter, finite and 0 or more.
    package init(metric: ObjectiveMetric, bound: Bound) {
        self.metric = metric
        self.bound = bound
        precondition(size >= 0 && size.isFinite, "a tolerance is not negative")
    }

    /// Creates a tolerance relative to the baseline.
    ///
    /// - Parameters:
    ///   - metric: The metric.
    ///   - share: The difference that does not matter, as a share of the baseline, 0 or more.
    package init(metric: ObjectiveMetric, share: Double) {
        self.init(metric: metric, bound: .share(share))
    }

    /// The number of the bound.
    package var size: Double {
        switch bound {
        case .share(let size), .absolute(let size): size
        }
    }

    /// On which scale candidate and baseline are held against each other.
    package var contrast: Contrast {
        if case .share = bound { return .ratio }
        return .difference
    }

    /// The values of the contrast that count as the same.
    package var range: ClosedRange<Double> {
        contrast == .ratio ? max(0, 1 - size)...(1 + size) : -size...size
    }

    /// Whether a ratio of the candidate to the baseline is within a relative tolerance.
    ///
    /// - Parameter ratio: The candidate's value by the baseline's.
    /// - Returns: True at the ends too.
    package func contains(ratio: Double) -> Bool { range.contains(ratio) }
}
