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
}
