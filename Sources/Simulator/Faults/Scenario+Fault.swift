import EngineModel

extension Scenario {
    /// A catalogued fault as a scenario: its server, and the load it is measured with.
    ///
    /// - Parameters:
    ///   - fault: The fault.
    ///   - rehearsed: The fault at some strength; its deployment's own set-up, not that of single replicas, is the server.
    package init(_ fault: CataloguedFault, _ rehearsed: Rehearsed) {
        self.init(
            name: fault.name,
            summary: fault.summary,
            shows: fault.shows,
            workload: ScenarioWorkload(
                concurrency: rehearsed.load.sessions,
                maxTokens: rehearsed.load.maxTokens,
                warmupRequests: 2,
                promptTokens: max(1, Int(rehearsed.load.prompt.mean.rounded())),
                objective: "ttft p95 <= 2s",
                meetsObjective: false),
            server: rehearsed.deployment.server)
    }
}
