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
        let endpoint = configuration.endpoint
        var all: [(name: String, value: String)] = [
            ("Host", endpoint.hostHeader),
            ("User-Agent", configuration.userAgent),
            ("Content-Type", "application/json"),
            ("Accept", configuration.api.framing.acceptedTypes),
        ]
        all += configuration.api.headers(apiKey: endpoint.apiKey)
        // Checked before anything else touches them: the header list itself stops the process
        // over a name that is not ASCII.
        for header in all + endpoint.headers {
            try check(name: header.name, value: header.value)
        }
        let own = Set(endpoint.headers.map { $0.name.lowercased() })
        all.removeAll { own.contains($0.name.lowercased()) }
        return HTTPHeaders((all + endpoint.headers).map { ($0.name, $0.value) })
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
