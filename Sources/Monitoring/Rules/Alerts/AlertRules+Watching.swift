import Readiness

extension AlertRules {
    /// Whether some alert has the limit that an objective sets.
    ///
    /// The rules themselves are asked, so that the answer cannot differ from them: without the
    /// objective they would be others.
    ///
    /// - Parameters:
    ///   - objective: One of the profile's.
    ///   - subject: For what rules are generated.
    /// - Returns: Whether they depend on it.
    static func watch(_ objective: Objective, in subject: GenerationSubject) -> Bool {
        guard var profile = subject.profile else { return false }
        profile.objectives.removeAll { $0 == objective }
        profile.warnings.removeAll { $0 == objective }
        let without = subject.judged(by: profile)
        return AlertRules(subject: subject).limited.map(\.expression)
            != AlertRules(subject: without).limited.map(\.expression)
    }

    /// The alerts that may have a limit of the profile.
    private var limited: [AlertRule] { latency + availability + capacity + throughput }
}
