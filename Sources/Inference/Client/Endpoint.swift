/// Where an inference endpoint is and how to get in.
package struct Endpoint: Sendable {
    /// Whether the connection is encrypted.
    package var isSecure: Bool

    /// Host name or IP address, without brackets.
    package var host: String

    /// TCP port.
    package var port: Int

    /// The path below which the API's own paths lie; begins with a slash and does not end with one;
    /// empty for the root. A trailing `/v1` of the given URL is not part of it.
    package var basePath: String

    /// A query to append to every request, without the question mark; some gateways need one.
    package var query: String?

    /// Further headers, in order.
    package var headers: [(name: String, value: String)] = []

    /// The bearer token.
    package var apiKey: Secret?

    /// A PEM file with the certificate authorities to trust instead of the system's.
    package var certificateAuthorityFile: String?

    /// Reads an endpoint from a URL.
    ///
    /// `http://host:8000`, `http://host:8000/v1`, `https://host/prefix/v1/` and `host:8000` (plain
    /// HTTP) are understood; so is the full path of an API (`.../v1/chat/completions`).
    ///
    /// - Parameter url: The URL.
    /// - Throws: `EndpointError` that says what is wrong with it.
    package init(url: String) throws(EndpointError) {
        var rest = Substring(url)
        guard !rest.isEmpty else { throw .init(url: url, problem: "it is empty") }
        guard !rest.contains(where: \.isWhitespace) else {
            throw .init(url: url, problem: "it contains white space")
        }
        isSecure = false
        if let separator = Endpoint.range(of: "://", in: rest) {
            let scheme = rest[..<separator].lowercased()
            switch scheme {
            case "http": isSecure = false
            case "https": isSecure = true
            default:
                throw .init(url: url, problem: "the scheme is \"\(scheme)\", not http or https")
            }
            rest = rest[rest.index(separator, offsetBy: 3)...]
        }
        if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        basePath = Endpoint.normalise(path: rest[slash...])
        guard !authority.contains("@") else {
            throw .init(
                url: "…@" + authority.drop { $0 != "@" }.dropFirst(),
                problem: "it carries credentials; use the profile's apiKey: ${NAME}")
        }
        (host, port) = try Endpoint.split(authority: authority, url: url, isSecure: isSecure)
    }

    /// The base URL as text, without secrets, query or a trailing slash.
    package var baseURL: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        let isDefault = port == (isSecure ? 443 : 80)
        return
            "\(isSecure ? "https" : "http")://\(shownHost)\(isDefault ? "" : ":\(port)")\(basePath)"
    }

    /// The value of the `Host` header.
    package var hostHeader: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? shownHost : "\(shownHost):\(port)"
    }

    /// The request target for an API path.
    ///
    /// - Parameter path: The path below the base, without a leading slash.
    /// - Returns: Path and query.
    package func target(_ path: String) -> String {
        "\(basePath)/\(path)" + (query.map { "?\($0)" } ?? "")
    }

    // MARK: - Parsing

    private static func range(of needle: String, in text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(needle) { return index }
            index = text.index(after: index)
        }
        return nil
    }

    /// Takes API paths and slashes off the end of a path.
    private static func normalise(path: Substring) -> String {
        var path = path
        for suffix in ["/chat/completions", "/completions"] {
            while path.hasSuffix("/") { path = path.dropLast() }
            if path.hasSuffix(suffix) { path = path.dropLast(suffix.count) }
        }
        while path.hasSuffix("/") { path = path.dropLast() }
        if path == "/v1" || path.hasSuffix("/v1") { path = path.dropLast(3) }
        while path.hasSuffix("/") { path = path.dropLast() }
        return String(path)
    }

    private static func split(
        authority: Substring, url: String, isSecure: Bool
    ) throws(EndpointError) -> (host: String, port: Int) {
        var host = authority
        var portText: Substring?
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else {
                throw .init(url: url, problem: "the bracket of its IPv6 address is not closed")
            }
            host = authority[authority.index(after: authority.startIndex)..<close]
            let after = authority[authority.index(after: close)...]
            if after.hasPrefix(":") {
                portText = after.dropFirst()
            } else if !after.isEmpty {
                throw .init(url: url, problem: "\"\(after)\" follows its IPv6 address")
            }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            portText = authority[authority.index(after: colon)...]
        }
        guard !host.isEmpty else { throw .init(url: url, problem: "it has no host") }
        guard let portText else { return (String(host), isSecure ? 443 : 80) }
        guard let port = Int(portText), (1...65535).contains(port) else {
            throw .init(url: url, problem: "\"\(portText)\" is no port (1 to 65535)")
        }
        return (String(host), port)
    }
}
