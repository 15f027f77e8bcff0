import Estimates
import Load
import Readiness

extension Objective {
    static let ttft = Objective(metric: .ttft, statistic: .percentile(95), threshold: 2)
    static let e2e = Objective(metric: .e2e, statistic: .percentile(95), threshold: 30)
    static let errors = Objective(metric: .errorRate, statistic: .share, threshold: 0.05)
    static let itl = Objective(metric: .itl, statistic: .percentile(95), threshold: 0.15)
    static let kvCache = Objective(metric: .kvCache, statistic: .maximum, threshold: 0.85)
    static let preemptions = Objective(metric: .preemptions, statistic: .increase, threshold: 0)
}

extension GateEvidence {
    /// Evidence with the default objectives unless told.
    init(
        _ objectives: [Objective] = ProfileDefaults.objectives, warnings: [Objective] = [],
        gate: Profile.Gate = Profile.Gate(), maxTokens: Int = 32
    ) {
        self.init(gate: gate, objectives: objectives, warnings: warnings, maxTokens: maxTokens)
    }

    /// Evidence that refuses its objectives together, before any of them can be named.
    ///
    /// Two limits are missed by the same requests and a third by none: what each of the two has
    /// gathered does not yet outweigh the third, what both have does.
    static func refusedTogether() -> GateEvidence? {
        let limits = [0.1, 0.2, 0.3].map {
            Objective(metric: .ttft, statistic: .percentile(95), threshold: $0)
        }
        for period in 3...16 {
            var evidence = GateEvidence(limits)
            for index in 0..<300 where evidence.decision == .undecided {
                let isSlow = index % period == 0
                evidence.record(.good(index, ttft: .milliseconds(isSlow ? 250 : 50)))
            }
            let isNamed = evidence.meters.contains { $0.judgement == .violated }
            if evidence.isJointlyRefused, !isNamed { return evidence }
        }
        return nil
    }
}
