/// How a measuring client reaches an endpoint.
package struct ClientConfiguration: Sendable {
    /// Where the endpoint is.
    package var endpoint: Endpoint

    /// How it is asked.
    package var api: any WireAPI

    /// The limits of each request.
    package var limits = RequestLimits()

    /// Whether requests share connections.
    package var mode = ConnectionMode.keepAlive

    /// The `User-Agent` header.
    package var userAgent = "firstlight"

    /// Headers of a response that may name the replica that answered, the most telling first.
    package var replicaHeaders = ClientConfiguration.usualReplicaHeaders

    /// The headers by which gateways and routers name the replica that answered.
    ///
    /// The Gateway API's inference extension names the endpoint that it chose, the others are set
    /// by balancers that are told to. An identity of the request, such as `x-request-id`, is none
    /// of them.
    package static let usualReplicaHeaders = [
        "x-gateway-destination-endpoint-served", "x-gateway-destination-endpoint",
        "x-upstream-address", "x-backend-server", "x-backend", "x-pod-name", "x-served-by",
    ]

    /// Creates a configuration with default limits and kept-alive connections.
    ///
    /// - Parameters:
    ///   - endpoint: Where the endpoint is.
    ///   - api: How it is asked.
    package init(endpoint: Endpoint, api: any WireAPI) {
        self.endpoint = endpoint
        self.api = api
    }
}
