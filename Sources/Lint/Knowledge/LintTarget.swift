package import Signals

/// What the queries will run against.
package struct LintTarget: Sendable {
    /// The engine, when it is known.
    package var engine: Exporter?

    /// Its release, when it is known.
    package var version: EngineVersion?

    /// What really is there, when somebody can tell.
    package var knowledge: (any SeriesKnowledge)?

    /// The time between two scrapes.
    package var scrapeInterval: Duration = .seconds(15)

    /// Whether that time was told and not assumed.
    package var hasStatedInterval = false

    /// The first number of Prometheus' release, when it is known.
    package var prometheusMajor: Int?

    package init() {}

    /// The release that counts for an exporter's families.
    ///
    /// - Parameter exporter: Whose.
    /// - Returns: Nil when it is not known.
    func version(of exporter: Exporter) -> EngineVersion? {
        if exporter == engine { return version }
        // Ray passes vLLM's series on.
        return exporter == .ray && engine == .vllm ? version : nil
    }
}
