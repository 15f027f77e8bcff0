package import Inference

extension Profile {
    /// The endpoint under test.
    package struct Target: Sendable, Equatable {
        /// The base URL, with or without `/v1`.
        package var url: HTTPAddress
        /// The model; `nil` when the endpoint serves exactly one and that one is meant.
        package var model: String?
        /// The wire API.
        package var api: API
        /// Sent as `Authorization: Bearer`; only ever read from the environment.
        package var apiKey: Secret?
        /// Further request headers, in the order written.
        package var headers: [Header]
        /// A PEM file with certificate authorities to trust instead of the system's.
        package var caFile: String?
        /// Whether connections are kept between requests.
        package var keepAlive: Bool

        /// A target with the defaults of ``ProfileDefaults``.
        package init(
            url: HTTPAddress, model: String? = nil, api: API = ProfileDefaults.api,
            apiKey: Secret? = nil, headers: [Header] = [], caFile: String? = nil,
            keepAlive: Bool = ProfileDefaults.keepAlive
        ) {
            self.url = url
            self.model = model
            self.api = api
            self.apiKey = apiKey
            self.headers = headers
            self.caFile = caFile
            self.keepAlive = keepAlive
        }
    }

    /// A wire API that can be measured.
    package typealias API = WireAPIKind

    /// A request header.
    ///
    /// Its value is treated as a secret, because many are.
    package struct Header: Sendable, Equatable {
        /// The field name as written.
        package var name: String
        /// The value.
        package var value: Secret

        /// A header.
        package init(name: String, value: Secret) {
            self.name = name
            self.value = value
        }
    }
}
