import NIOHTTP1

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
    ) throws(ClientConfigurationError) -> HTTPHeaders {
        var headers = HTTPHeaders()
        headers.add(name: "Host", value: configuration.endpoint.hostHeader)
        headers.add(name: "User-Agent", value: configuration.userAgent)
        headers.add(name: "Content-Type", value: "application/json")
        headers.add(name: "Accept", value: "text/event-stream, application/json")
        if let key = configuration.endpoint.apiKey {
            headers.add(name: "Authorization", value: "Bearer \(key.reveal())")
        }
        let own = configuration.endpoint.headers
        for header in own { headers.remove(name: header.name) }
        for header in own { headers.add(name: header.name, value: header.value) }
        for (name, value) in headers { try check(name: name, value: value) }
        return headers
    }

    /// Checks a header against RFC 9110, sections 5.1 and 5.5.
    private static func check(
        name: String, value: String
    ) throws(ClientConfigurationError) {
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
            throw .header(name: name.printable(countMax: 80))
        }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw .header(name: name)
        }
        guard !reserved.contains(name.lowercased()) else { throw .reservedHeader(name: name) }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
