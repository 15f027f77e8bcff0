package import Estimates

/// Everything that was read about an engine's limits, before anything is judged.
package struct LimitsInput: Sendable {
    /// What the engine is called in the verdict.
    package var name: String
    /// The target's URL; nil when only files are compared.
    package var url: String?
    package var model: String?
    package var engine: String?
    package var engineVersion: String?
    /// Why the target told nothing; nil when it answered or there is none.
    package var failure: String?
    /// What the running process, its log and its load say.
    package var live: LimitSet
    /// What the manifest says.
    package var declared: DeclaredEngine?
    /// What the manifest of an earlier deployment said.
    package var was: DeclaredEngine?
    /// What the profile expects.
    package var expectations: Profile.Expectations
    /// Constants typed into dashboards and rules.
    package var dashboards: [DashboardConstant]
    package var tolerance: LimitTolerance
    /// Tokens of a mean request, prompt and answer; nil when unknown.
    package var tokensPerRequest: Estimate?
    /// The most requests at once that the whole target is expected to serve.
    package var demand: Double?
    /// Highest number of running and waiting requests that a scrape saw.
    package var observedPeak: Double?
    /// Why the scrapes show no plateau; nil when they do or none was looked for.
    package var obstacle: String?
    package var notes: [String]

    /// Makes an input without any reading.
    package init(name: String) {
        self.name = name
        live = LimitSet()
        expectations = Profile.Expectations()
        dashboards = []
        tolerance = .standard
        notes = []
    }

    /// Replicas behind the target, at least one.
    var replicaCount: Int { max(1, live.replicas.count) }

    /// Engines behind the target: those of every replica.
    var engineCount: Int { replicaCount * live.engines }
}
