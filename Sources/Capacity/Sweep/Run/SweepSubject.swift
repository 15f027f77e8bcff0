package import Load
package import Readiness

/// One endpoint of a sweep: who it is, what is required of it, and how it is loaded.
package struct SweepSubject: Sendable {
    /// Puts a load on the endpoint and looks at its servers meanwhile.
    package typealias Measure =
        @Sendable (
            _ plan: LoadPlan, _ workload: any Workload,
            _ onEvent: @escaping @Sendable (LoadEvent) -> LoadStep
        ) async -> LevelRun

    /// The name in tables and plots.
    package var name: String

    /// What answers there, as far as it is known.
    package var target: TargetIdentity

    /// Hard objectives.
    package var objectives: [Objective]

    /// Soft objectives.
    package var warnings: [Objective]

    /// The most tokens of an answer.
    package var maxTokens: Int

    /// What is asked at a level; each level asks anew, so that no cache knows its prompts.
    package var workload: @Sendable (_ number: Int) -> any Workload

    /// Puts a load on the endpoint.
    package var measure: Measure

    /// Creates a subject.
    ///
    /// - Parameters:
    ///   - name: The name in tables and plots.
    ///   - target: What answers there.
    ///   - objectives: Hard objectives.
    ///   - warnings: Soft objectives.
    ///   - maxTokens: The most tokens of an answer.
    ///   - workload: What is asked at a level.
    ///   - measure: Puts a load on the endpoint.
    package init(
        name: String, target: TargetIdentity, objectives: [Objective], warnings: [Objective] = [],
        maxTokens: Int, workload: @escaping @Sendable (_ number: Int) -> any Workload,
        measure: @escaping Measure
    ) {
        self.name = name
        self.target = target
        self.objectives = objectives
        self.warnings = warnings
        self.maxTokens = maxTokens
        self.workload = workload
        self.measure = measure
    }
}
