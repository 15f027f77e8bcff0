package import Foundation
package import Readiness

/// Everything a sweep found, ready to be rendered.
package struct SweepReport: Sendable {
    /// The run's name.
    package var name: String

    /// When the run began, by the wall clock.
    package var startedAt: Date

    /// How long it took.
    package var duration: Duration

    /// What was asked.
    package var plan: SweepPlan

    /// The workload's name.
    package var workload: String

    /// The endpoints, in the order they were named.
    package var endpoints: [EndpointSweep]

    /// What the reader should know, each a sentence.
    package var notes: [String] = []

    /// The signal that interrupted the run (2 or 15); `nil` when it ran to its end.
    package var interruptedBy: Int32?

    /// The run directory, as the user may open it; `nil` when nothing was kept.
    package var directory: String?

    /// The version of firstlight that measured.
    package var toolVersion = ""

    /// Creates a report without endpoints.
    ///
    /// - Parameters:
    ///   - name: The run's name.
    ///   - startedAt: When it began.
    ///   - plan: What was asked.
    ///   - workload: The workload's name.
    package init(name: String, startedAt: Date, plan: SweepPlan, workload: String) {
        self.name = name
        self.startedAt = startedAt
        duration = .zero
        self.plan = plan
        self.workload = workload
        endpoints = []
    }

    /// NOT READY when any endpoint is, else INCONCLUSIVE when any is, else READY.
    package var verdict: Verdict {
        let verdicts = endpoints.map(\.verdict)
        if verdicts.contains(.notReady) { return .notReady }
        return verdicts.isEmpty || verdicts.contains(.inconclusive) ? .inconclusive : .ready
    }
}
