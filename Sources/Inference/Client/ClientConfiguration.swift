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
