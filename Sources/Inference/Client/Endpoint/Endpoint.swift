/// Where an inference endpoint is and how to get in.
///
/// Keys, header values and the query may be secrets: none of them is in the description, in a
/// mirror or in an error.
package struct Endpoint: Sendable {
    /// Whether the connection is encrypted.
    package var isSecure: Bool

    /// Host name or IP address, without brackets.
    package var host: String

    /// TCP port.
    package var port: Int

    /// The path below which the API's own paths lie.
    ///
    /// Begins with a slash and does not end with one; empty for the root. A trailing `/v1` of the
    /// given URL is not part of it.
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
    /// HTTP) are understood; so is the full path of an API (`.../v1/chat/completions`, `.../api/chat`).
    ///
    /// - Parameter url: The URL.
    /// - Throws: `EndpointError` that says what is wrong with it.
    package init(url: String) throws(EndpointError) {
        func refused(_ problem: String) -> EndpointError {
            EndpointError(url: Endpoint.shown(url), problem: problem)
        }
        var rest = Substring(url)
        guard !rest.isEmpty else { throw refused("it is empty") }
        guard !rest.contains(where: \.isWhitespace) else {
            throw refused("it contains white space")
        }
        guard rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw refused(
                "it contains characters that a URL cannot hold; percent-encode those of the path, "
                    + "and write the host in its xn-- form")
        }
        isSecure = false
        if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
            let scheme = rest[..<colon].lowercased()
            switch scheme {
            case "http": isSecure = false
            case "https": isSecure = true
            default: throw refused("the scheme is \"\(scheme)\", not http or https")
            }
            rest = rest[colon...].dropFirst(3)
        }
        if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
        if let mark = rest.firstIndex(of: "?") {
            let given = rest[mark...].dropFirst()
            query = given.isEmpty ? nil : String(given)
            rest = rest[..<mark]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        basePath = Endpoint.normalise(path: rest[slash...])
        guard !authority.contains("@") else {
            throw refused("it carries credentials; use the profile's apiKey: ${NAME}")
        }
        switch Endpoint.split(authority: authority) {
        case .success(let parts):
            host = parts.host
            port = parts.port ?? (isSecure ? 443 : 80)
        case .failure(let problem): throw refused(problem.text)
        }
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
    /// Ollama's documentation names the base as `.../api`, which its paths begin with themselves.
    ///
    /// - Parameter path: The path below the base, without a leading slash.
    /// - Returns: Path and query.
    package func target(_ path: String) -> String {
        let base =
            path.hasPrefix("api/") && basePath.hasSuffix("/api")
            ? basePath.dropLast(4) : basePath[...]
        return "\(base)/\(path)" + (query.map { "?\($0)" } ?? "")
    }

    // MARK: - Parsing

    /// What is wrong with a part of a URL.
    private struct Problem: Error {
        var text: String
    }

    /// The paths of the wire APIs, below `/v1` where they lie there.
    private static let apiPaths = [
        "/chat/completions", "/completions", "/v1/messages", "/api/chat", "/api/generate",
        "/generate_stream", "/completion",
    ]

    /// Takes API paths and slashes off the end of a path.
    private static func normalise(path: Substring) -> String {
        var path = path
        for suffix in apiPaths {
            while path.hasSuffix("/") { path = path.dropLast() }
            if path.hasSuffix(suffix) { path = path.dropLast(suffix.count) }
        }
        while path.hasSuffix("/") { path = path.dropLast() }
        if path.hasSuffix("/v1") { path = path.dropLast(3) }
        while path.hasSuffix("/") { path = path.dropLast() }
        return String(path)
    }

    private static func split(
        authority: Substring
    ) -> Result<(host: String, port: Int?), Problem> {
        var host = authority
        var portText: Substring?
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else {
                return .failure(Problem(text: "the bracket of its IPv6 address is not closed"))
            }
            host = authority[..<close].dropFirst()
            let after = authority[close...].dropFirst()
            guard host.contains(":") else {
                return .failure(Problem(text: "\"\(host)\" in brackets is no IPv6 address"))
            }
            if after.hasPrefix(":") {
                portText = after.dropFirst()
            } else if !after.isEmpty {
                return .failure(Problem(text: "\"\(after)\" follows its IPv6 address"))
            }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            let given = authority[colon...].dropFirst()
            guard !given.contains(":") else {
                return .failure(
                    Problem(text: "it has several colons; an IPv6 address belongs in brackets"))
            }
            portText = given
        }
        guard !host.isEmpty else { return .failure(Problem(text: "it has no host")) }
        guard let portText else { return .success((String(host), nil)) }
        guard portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(portText),
            (1...65535).contains(port)
        else {
            return .failure(Problem(text: "\"\(portText)\" is no port (1 to 65535)"))
        }
        return .success((String(host), port))
    }
}
