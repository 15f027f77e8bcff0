package import Estimates
package import Signals

/// One replica in a health report.
package struct HealthReplica: Sendable, Hashable {
    /// What could be had of a replica.
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// It answered with an engine's metrics at the end of the window.
        case up
        /// It does not answer, or says that it cannot serve.
        case down
        /// It answers, but its metrics are not there or are no engine's.
        case unmeasured
    }

    /// The name by which items refer to it: host and port, or a file.
    package var name: String
    package var state: State
    package var engine: EngineKind
    /// The release, as stated or as its series suggest it; nil when nothing tells.
    package var version: String?
    package var grade: HealthGrade
    /// How often it was read, and how often that failed.
    package var scrapes: Int
    package var failedScrapes: Int
    /// The numbers by which replicas are compared, by ``HealthComparison/Quantity``.
    package var readings: [HealthComparison.Quantity: Estimate]

    package init(
        name: String, state: State, engine: EngineKind, version: String?, grade: HealthGrade,
        scrapes: Int, failedScrapes: Int, readings: [HealthComparison.Quantity: Estimate] = [:]
    ) {
        self.name = name
        self.state = state
        self.engine = engine
        self.version = version
        self.grade = grade
        self.scrapes = scrapes
        self.failedScrapes = failedScrapes
        self.readings = readings
    }
}
