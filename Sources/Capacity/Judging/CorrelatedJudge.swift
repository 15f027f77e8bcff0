import Estimates
import Inference
import Load
import Readiness

/// Judges objectives on requests that shared a queue, once, at a number of requests fixed beforehand.
///
/// Such requests hang together: a share of n of them tells as much as one of n / correlation time
/// independent ones, and neighbouring requests are one cluster of gaps.
struct CorrelatedJudge {
    /// Hard objectives, which share the error probability of refusing.
    let hardCount: Int
    /// The confidence of meeting an objective, and of refusing any.
    let confidence: Double
    /// The most output tokens of a request.
    let maxTokens: Int

    /// Judges an objective that is metered by requests or gaps; others stay as they are.
    ///
    /// - Parameters:
    ///   - result: The objective with what was counted.
    ///   - isBlind: Whether what was counted says nothing about the objective.
    ///   - records: The requests, in order of their starts.
    ///   - correlationTime: How many neighbours tell as much as one independent request.
    func judge(
        _ result: inout ObjectiveResult, isBlind: Bool, _ records: [ProbeRecord],
        correlationTime: Double
    ) {
        switch result.objective.kind {
        case .perRequestShare: judgeShare(&result, isBlind: isBlind, correlationTime)
        case .perGapShare: judgeGaps(&result, isBlind: isBlind, records, correlationTime)
        default: break
        }
        result.decidedAfter = nil
    }

    /// The confidence at which an objective is refused.
    ///
    /// - Parameter severity: The objective's; soft ones have the error probability to themselves.
    /// - Returns: The confidence, between 0 and 1.
    func refusing(_ severity: ObjectiveResult.Severity) -> Double {
        1 - (1 - confidence) / Double(rivals(severity))
    }

    private func rivals(_ severity: ObjectiveResult.Severity) -> Int {
        severity == .hard ? max(1, hardCount) : 1
    }

    private func judgeShare(_ result: inout ObjectiveResult, isBlind: Bool, _ time: Double) {
        guard let total = result.total, let within = result.within,
            let required = result.objective.requiredShare
        else { return }
        let sample = CorrelatedSample(count: total, correlationTime: time)
        var share = sample.share(
            successes: within, confidence: confidence, sidedness: .lowerBound)
        share.upper =
            sample.share(
                successes: within, confidence: refusing(result.severity), sidedness: .upperBound
            )
            .upper
        result.share = share
        result.judgement = isBlind ? .undecided : share.judged(against: .atLeast(required))
        result.furtherCleanProbes =
            result.judgement == .undecided && !isBlind
            ? sample.furtherSuccesses(from: within, toShow: required, confidence: confidence) : nil
    }

    /// Neighbouring requests, as many as hang together, are one bet.
    private func judgeGaps(
        _ result: inout ObjectiveResult, isBlind: Bool, _ records: [ProbeRecord], _ time: Double
    ) {
        let size = Int(time.rounded(.up))
        guard size > 1, !isBlind, let required = result.objective.requiredShare else { return }
        let cap = max(1, maxTokens - 1) * size
        var test = GapShareTest(
            share: required, confidence: confidence, hardObjectives: rivals(result.severity),
            gapCap: cap)
        let counted = records.filter { $0.outcomeClass != .excluded }
        for start in stride(from: 0, to: counted.count, by: size) {
            let group = counted[start..<min(start + size, counted.count)]
            guard group.allSatisfy(\.isSuccess) else {
                test.recordFailure()
                continue
            }
            let gaps = group.flatMap(\.gaps)
            let within = gaps.count { result.objective.isWithin($0 / .seconds(1)) }
            if !gaps.isEmpty { test.record(within: within, of: gaps.count) }
        }
        result.share = test.estimate
        result.judgement = test.judgement
        result.furtherCleanProbes =
            test.judgement == .undecided
            ? test.furtherCleanRequests(gapsEach: cap).map { $0 * size } : nil
    }
}
