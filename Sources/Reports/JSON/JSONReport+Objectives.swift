import Estimates
import Readiness

/// Objectives, percentiles and the estimates in them.
extension JSONReport {
    /// One objective: what is asked, what the evidence says, and the estimate it was judged on.
    static func objective(_ result: ObjectiveResult) -> JSONValue {
        let objective = result.objective
        let judged = result.share ?? result.observed
        let members: [JSONValue.Member] = [
            .init("id", .string(objective.id)),
            .init("objective", .string(objective.description)),
            .init("severity", .string(result.severity.rawValue)),
            .init("judgement", .string(result.judgement.rawValue)),
            .init("metric", .string(objective.metric.identifier)),
            .init("statistic", .string(statistic(objective.statistic))),
            .init("comparison", .string(objective.comparison.rawValue)),
            .init("threshold", .number(objective.threshold)),
            .init("unit", .string(unit(objective.metric.dimension))),
            .init("requiredShare", .optional(objective.requiredShare)),
            .init("judgedOn", .string(result.share == nil ? "value" : "share")),
        ]
        let evidence: [JSONValue.Member] = [
            .init("n", .optional(result.total ?? judged?.count)),
            .init("k", .optional(result.within)),
            .init("observed", result.observed.map { .object(estimateMembers($0)) } ?? .null),
            .init("worst", result.worst.map(measured) ?? .null),
            .init("worstIsFailure", .bool(result.worst.map { $0.isInfinite } ?? false)),
            .init("neededMore", .optional(result.furtherCleanProbes)),
            .init("decidedAfter", .optional(result.decidedAfter)),
            .init("note", .optional(result.note)),
        ]
        return .object(members + judgedMembers(judged) + evidence)
    }

    /// The distribution of one metric.
    static func latency(_ summary: LatencySummary) -> JSONValue {
        .object([
            "metric": .string(summary.metric.identifier),
            "unit": .string(unit(summary.metric.dimension)),
            "n": .integer(summary.count),
            "min": (summary.range?.lowerBound).map(measured) ?? .null,
            "max": (summary.range?.upperBound).map(measured) ?? .null,
            "percentiles": .array(
                summary.percentiles.map { percentile in
                    .object(
                        [.init("rank", .number(percentile.rank))]
                            + estimateMembers(percentile.value))
                }),
        ])
    }

    /// The unit of a dimension in JSON.
    static func unit(_ dimension: ObjectiveMetric.Dimension) -> String {
        switch dimension {
        case .duration: "seconds"
        case .ratio: "ratio"
        case .tokenRate: "tokens_per_second"
        case .count: "count"
        case .eventRate: "events_per_second"
        }
    }

    // MARK: - Estimates

    /// The judged estimate with the names that gates commonly use; all `null` without one.
    private static func judgedMembers(_ estimate: Estimate?) -> [JSONValue.Member] {
        guard let estimate else {
            let names = ["estimate", "lower", "upper", "confidence", "method", "provenance"]
            return names.map { .init($0, .null) } + [.init("infinite", .array([]))]
        }
        return [
            .init("estimate", .number(estimate.point)), .init("lower", .number(estimate.lower)),
            .init("upper", .number(estimate.upper)),
            .init("confidence", .number(estimate.confidence)),
            .init("method", .string(estimate.method.rawValue)),
            .init("provenance", .string(estimate.provenance.rawValue)),
            .init("infinite", infinite(estimate, pointName: "estimate")),
        ]
    }

    static func estimateMembers(_ estimate: Estimate) -> [JSONValue.Member] {
        [
            .init("point", measured(estimate.point)), .init("lower", measured(estimate.lower)),
            .init("upper", measured(estimate.upper)), .init("n", .integer(estimate.count)),
            .init("confidence", .number(estimate.confidence)),
            .init("method", .string(estimate.method.rawValue)),
            .init("provenance", .string(estimate.provenance.rawValue)),
            .init("infinite", infinite(estimate, pointName: "point")),
        ]
    }

    /// Which of the values are `null` because they fall among failed requests, which are slower
    /// than any number; the other `null`s mean that there is no value or no bound.
    private static func infinite(_ estimate: Estimate, pointName: String) -> JSONValue {
        var names: [JSONValue] = []
        if estimate.point == .infinity { names.append(.string(pointName)) }
        if estimate.lower == .infinity { names.append(.string("lower")) }
        return .array(names)
    }

    /// A measured value to nine places.
    ///
    /// A nanosecond is what a clock counts; what lies below comes from arithmetic. Judged shares
    /// keep every digit, for a last one may decide.
    private static func measured(_ value: Double) -> JSONValue {
        guard value.isFinite, abs(value) < 1e6 else { return .number(value) }
        return .number((value * 1e9).rounded() / 1e9)
    }

    private static func statistic(_ statistic: Objective.Statistic) -> String {
        switch statistic {
        case .percentile, .maximum, .sustained, .mean: statistic.description
        case .share, .part: "share"
        case .increase: "increase"
        case .rate: "rate"
        }
    }
}
