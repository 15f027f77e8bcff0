/// The headers that every request of a client has in common.
enum RequestHeaders {
    /// Headers that frame the message: two of them would be two meanings.
    private static let reserved: Set<String> = [
        "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect",
    ]

    /// All headers but the content length.
    ///
    /// - Parameter configuration: Endpoint and user agent.
    /// - Returns: The headers; the endpoint's own replace those of the same name.
    /// - Throws: `ClientConfigurationError` when a header is not fit for HTTP.
    static func headers(
        of configuration: ClientConfiguration
    ) throws(ClientConfigurationError) -> [(name: String, value: String)] {
        let endpoint = configuration.endpoint
        var all: [(name: String, value: String)] = [
            ("Host", endpoint.hostHeader),
            ("User-Agent", configuration.userAgent),
            ("Content-Type", "application/json"),
            ("Accept", configuration.api.framing.acceptedTypes),
        ]
        all += configuration.api.headers(apiKey: endpoint.apiKey)
        for header in all + endpoint.headers {
            try check(name: header.name, value: header.value)
        }
        let own = Set(endpoint.headers.map { $0.name.lowercased() })
        all.removeAll { own.contains($0.name.lowercased()) }
        return all + endpoint.headers
    }

    /// The bytes that every request of a client begins with.
    ///
    /// - Parameters:
    ///   - configuration: Endpoint, wire API and user agent.
    ///   - isStreamed: Whether the answer is to be streamed, on which some APIs' paths depend.
    /// - Returns: Request line and headers: of a `POST` up to the value of `Content-Length`, which
    ///   depends on the body; of a `GET` the whole head.
    /// - Throws: `ClientConfigurationError` when a header is not fit for HTTP.
    static func opening(
        of configuration: ClientConfiguration, isStreamed: Bool
    ) throws(ClientConfigurationError) -> [UInt8] {
        let api = configuration.api
        let target = configuration.endpoint.target(api.path(isStreamed: isStreamed))
        var text = "\(api.method.rawValue) \(target) HTTP/1.1\r\n"
        for (name, value) in try headers(of: configuration) {
            text += "\(name): \(value)\r\n"
        }
        text += api.method == .post ? "Content-Length: " : "\r\n"
        return Array(text.utf8)
    }

    /// Checks a header against RFC 9110, sections 5.1 and 5.5.
    private static func check(
        name: String, value: String
    ) throws(ClientConfigurationError) {
        guard !name.isEmpty, name.utf8.allSatisfy(HTTPToken.isTokenByte) else {
            throw .header(name: name.printable(countMax: 80))
        }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw .header(name: name)
        }
        guard !reserved.contains(name.lowercased()) else { throw .reservedHeader(name: name) }
    }
}
