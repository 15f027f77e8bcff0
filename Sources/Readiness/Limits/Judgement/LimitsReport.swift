package import Foundation

/// What `firstlight limits` found: the limits, where each was read, and what does not fit.
package struct LimitsReport: Sendable {
    package var verdict: Verdict
    /// The verdict's reason in a few words.
    package var headline: String
    /// What was looked at, such as a host and port or the manifest's workload.
    package var name: String
    /// The target's URL; nil when only files were compared.
    package var url: String?
    package var model: String?
    package var engine: String?
    package var engineVersion: String?
    /// Data-parallel engines behind the address; every value is that of one of them.
    package var engines: Int
    package var rows: [LimitRow]
    /// The values that OpenMetrics carries: of each replica what is believed.
    package var published: [LimitReading]
    /// The capacity check.
    package var admission: AdmissionRule
    /// Highest number of running and waiting requests that a scrape saw; nil without one.
    package var observedPeak: Double?
    package var waste: ReplicaWaste?
    /// The worst first.
    package var findings: [LimitFinding]
    package var notes: [String]
    package var startedAt: Date
    package var toolVersion: String

    /// Actions, each once, in the order of the findings.
    package var next: [String] {
        var actions: [String] = []
        for action in findings.compactMap(\.next) where !actions.contains(action) {
            actions.append(action)
        }
        return actions
    }

    /// Makes an empty report.
    package init(name: String, startedAt: Date, toolVersion: String) {
        verdict = .inconclusive
        headline = ""
        self.name = name
        engines = 1
        rows = []
        published = []
        admission = AdmissionRule()
        findings = []
        notes = []
        self.startedAt = startedAt
        self.toolVersion = toolVersion
    }
}
