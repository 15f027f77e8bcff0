/// An absolute `http` or `https` URL of a server that firstlight reads from.
///
/// What it prints leaves out the query, where gateways sometimes carry keys.
package struct ServerURL: Sendable, Hashable, CustomStringConvertible {
    package let isSecure: Bool
    /// The host name or IP address, without brackets.
    package let host: String
    package let port: Int
    /// Empty, or a path that begins with a slash and does not end with one.
    package let path: String
    /// Without the question mark.
    private let query: String?

    /// Reads a URL; without a scheme it is plain HTTP.
    ///
    /// - Parameter text: such as `http://host:8000/metrics`, `https://[::1]/v1` or `host:8000`.
    /// - Throws: `TelemetryError.invalidURL` for another scheme, a missing host, a port outside
    ///   1...65535, blanks and control characters, or credentials before an `@`.
    package init(_ text: String) throws(TelemetryError) {
        func invalid(_ problem: String) -> TelemetryError {
            .invalidURL(text: Self.withoutSecrets(text), problem: problem)
        }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw invalid("it contains blanks or control characters")
        }
        var rest = text[...]
        var scheme = "http"
        if let separator = rest.firstRange(of: "://") {
            scheme = rest[..<separator.lowerBound].lowercased()
            rest = rest[separator.upperBound...]
        }
        guard scheme == "http" || scheme == "https" else {
            throw invalid("its scheme is \(scheme); only http and https are read")
        }
        isSecure = scheme == "https"
        rest = rest.prefix { $0 != "#" }
        let beforeQuery = rest.prefix { $0 != "?" }
        query =
            beforeQuery.endIndex == rest.endIndex
            ? nil : String(rest[beforeQuery.endIndex...].dropFirst())
        let authority = beforeQuery.prefix { $0 != "/" }
        guard !authority.contains("@") else {
            throw invalid("it carries credentials; give a token by environment or file instead")
        }
        var path = beforeQuery[authority.endIndex...]
        while path.last == "/" { path = path.dropLast() }
        self.path = String(path)
        guard let (host, port) = Self.split(authority, defaultPort: isSecure ? 443 : 80) else {
            throw invalid("it has no host or its port is not a number from 1 to 65535")
        }
        self.host = host
        self.port = port
    }

    private init(_ base: ServerURL, host: String? = nil, path: String, query: String? = nil) {
        isSecure = base.isSecure
        self.host = host ?? base.host
        port = base.port
        self.query = query ?? base.query
        self.path = path
    }

    /// The URL of an API's root: itself without a trailing `/v1`.
    package var root: ServerURL {
        path == "/v1" || path.hasSuffix("/v1")
            ? ServerURL(self, path: String(path.dropLast(3))) : self
    }

    /// The URL of `suffix` below this one, with the same query.
    ///
    /// - Parameter suffix: a path that begins with a slash, such as `/metrics`.
    /// - Returns: the longer URL.
    package func appending(_ suffix: String) -> ServerURL {
        ServerURL(self, path: path + suffix)
    }

    /// The URL of `suffix` below this one, with parameters after those of its own query.
    func appending(_ suffix: String, parameters: [FormParameter]) -> ServerURL {
        guard !parameters.isEmpty else { return appending(suffix) }
        let own = query.map { $0.isEmpty ? "" : $0 + "&" } ?? ""
        return ServerURL(self, path: path + suffix, query: own + FormParameter.encode(parameters))
    }

    /// The URL without `suffix` at the end of its path, where it has it.
    func dropping(_ suffix: String) -> ServerURL {
        path.hasSuffix(suffix) ? ServerURL(self, path: String(path.dropLast(suffix.count))) : self
    }

    /// The same place on another host.
    ///
    /// - Parameter host: a name or an IP address, without brackets.
    /// - Returns: its URL.
    func replacing(host: String) -> ServerURL {
        ServerURL(self, host: host, path: path)
    }

    /// Whether another URL is of the same scheme, host and port: a credential for one is meant for
    /// the other as well.
    package func isSameServer(as other: ServerURL) -> Bool {
        isSecure == other.isSecure && port == other.port
            && host.lowercased() == other.host.lowercased()
    }

    /// Host and port, as a `Host` header has them.
    package var authority: String {
        (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    }

    /// The URL without its query.
    package var description: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        let shownPort = port == (isSecure ? 443 : 80) ? "" : ":\(port)"
        return (isSecure ? "https://" : "http://") + shownHost + shownPort + path
    }

    /// The whole URL, for the request only.
    var requestText: String {
        let target = path.isEmpty ? description + "/" : description
        return target + (query.map { "?" + $0 } ?? "")
    }

    private static func split(
        _ authority: Substring, defaultPort: Int
    ) -> (host: String, port: Int)? {
        let host: Substring
        let after: Substring
        if authority.first == "[" {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<close]
            after = authority[authority.index(after: close)...]
        } else {
            host = authority.prefix { $0 != ":" }
            after = authority[host.endIndex...]
        }
        guard !host.isEmpty else { return nil }
        guard !after.isEmpty else { return (String(host), defaultPort) }
        guard after.first == ":", let port = Int(after.dropFirst()), (1...65535).contains(port)
        else { return nil }
        return (String(host), port)
    }

    /// The text up to its query, and without what stands before an `@`.
    private static func withoutSecrets(_ text: String) -> String {
        let shown = text.prefix { $0 != "?" && $0 != "#" }
        guard let at = shown.lastIndex(of: "@") else { return String(shown) }
        return "..." + shown[at...]
    }
}
