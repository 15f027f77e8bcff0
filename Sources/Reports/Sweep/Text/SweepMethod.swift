import Capacity
import Readiness

/// How a sweep was decided, in sentences for every report.
enum SweepMethod {
    /// The sentences.
    static func text(_ report: SweepReport) -> [String] {
        let confidence = ShareText.exact(report.plan.confidence)
        let level = ShareText.figure(report.plan.levelConfidence, rounding: .nearest)
        let order =
            switch report.plan.search {
            case .levels:
                "Levels were named beforehand and tested from low to high, each at \(confidence); a "
                    + "level counts only when all below it are met, so the answer as a whole holds "
                    + "at \(confidence) without a correction."
            case .find:
                "Levels were doubled, then halved; each was judged at \(level), so that the answer "
                    + "as a whole holds at \(confidence), if more load is never easier."
            }
        let looks = (report.plan.budget.earlyLooks + [report.plan.budget.requests ?? 0])
            .map { Decimals.grouped($0) }.joined(separator: ", ")
        let looking =
            report.plan.budget.earlyLooks.isEmpty
            ? []
            : [
                "A level ended as soon as it was decided: it was looked at when \(looks) requests "
                    + "counted, or at its end, each time at \(level), so that all looks together "
                    + "err no more often than one."
            ]
        return [order] + looking + [
            "Requests of one level share a queue: every interval is that of as many independent "
                + "requests as these are worth, their number by the correlation time of TTFT and E2E "
                + "in start order.",
            "Requests before every session's first answer was through count for nothing, nor do the "
                + "last starts of a closed loop.",
        ]
    }
}
