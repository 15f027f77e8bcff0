package import Inference
package import Telemetry

/// What a diagnosis looks at: the endpoint, and where its servers speak of themselves.
package struct GatheringTarget: Sendable {
    /// Where requests go.
    package var endpoint: Endpoint

    /// How it is asked.
    package var api: any WireAPI

    /// The name that records carry.
    package var name: String

    /// The model to ask for; nil takes the only one that is served.
    package var model: String?

    /// The pages of the engine's replicas; empty takes the endpoint's own where it has one.
    package var metrics: [ServerURL]

    /// Pages of cards and machines.
    package var exporters: [ServerURL]

    /// Headers of a response that may name the replica that answered.
    package var replicaHeaders: [String]

    /// Creates a target.
    ///
    /// - Parameters:
    ///   - endpoint: Where requests go.
    ///   - api: How it is asked.
    ///   - name: The name that records carry.
    ///   - model: The model to ask for.
    ///   - metrics: The pages of the engine's replicas.
    ///   - exporters: Pages of cards and machines.
    package init(
        endpoint: Endpoint, api: any WireAPI = OpenAIChat(), name: String, model: String? = nil,
        metrics: [ServerURL] = [], exporters: [ServerURL] = []
    ) {
        self.endpoint = endpoint
        self.api = api
        self.name = name
        self.model = model
        self.metrics = metrics
        self.exporters = exporters
        replicaHeaders = ClientConfiguration.usualReplicaHeaders
    }
}
