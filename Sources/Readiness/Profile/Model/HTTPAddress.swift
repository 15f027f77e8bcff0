/// An `http` or `https` URL without credentials, query or fragment.
///
/// Enough of RFC 3986 to refuse at the door what could not be used later, at the line of the
/// profile where it stands. Credentials in a URL are refused, because a URL is printed everywhere.
package struct HTTPAddress: Sendable, Hashable {
    /// The URL as written, without trailing slashes.
    package let text: String
    /// `http` or `https`.
    package let scheme: String
    /// The host as written; an IPv6 address without its brackets.
    package let host: String
    /// The port as written, `nil` when the scheme's own is meant.
    package let port: Int?
    /// The path without trailing slashes; empty or beginning with `/`.
    package let path: String

    /// Reads a URL.
    ///
    /// - Throws: ``HTTPAddressError``, which never quotes a URL that carries credentials.
    package init(_ url: String) throws(HTTPAddressError) {
        let trimmed = url.trimmed
        guard !trimmed.isEmpty else { throw .empty }
        let isPlain = trimmed.unicodeScalars.allSatisfy {
            $0.isASCII && $0.value > 0x20 && $0.value < 0x7F
                && !"<>\"\\^`{}|".unicodeScalars.contains($0)
        }
        guard let separator = trimmed.utf8.firstRange(of: "://".utf8) else {
            throw trimmed.contains("@") ? .credentials : .noScheme(trimmed)
        }
        let rest = trimmed[separator.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { throw .credentials }
        guard isPlain else { throw .forbiddenCharacter(trimmed) }
        scheme = trimmed[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { throw .otherScheme(trimmed, scheme) }
        var tail = rest[authority.endIndex...]
        guard !tail.contains("?"), !tail.contains("#") else { throw .queryOrFragment(trimmed) }
        while tail.hasSuffix("/") { tail.removeLast() }
        path = String(tail)
        (host, port) = try Self.hostAndPort(authority, of: trimmed)
        text = "\(scheme)://\(authority)\(path)"
    }

    private static func hostAndPort(
        _ authority: Substring, of url: String
    ) throws(HTTPAddressError) -> (String, Int?) {
        let host: Substring
        var tail: Substring
        if authority.hasPrefix("[") {
            guard let closing = authority.firstIndex(of: "]") else { throw .badHost(url) }
            host = authority[authority.index(after: authority.startIndex)..<closing]
            tail = authority[authority.index(after: closing)...]
            // RFC 6874: a zone stands behind "%25", as in fe80::1%25eth0.
            let address = host.prefix { $0 != "%" }
            guard address.contains(":"), address.allSatisfy({ $0.isHexDigit || ":.".contains($0) }),
                host.dropFirst(address.count).allSatisfy({
                    $0.isLetter || $0.isNumber || "-._~%".contains($0)
                })
            else { throw .badHost(url) }
        } else {
            host = authority.prefix { $0 != ":" }
            tail = authority[host.endIndex...]
            guard host.allSatisfy({ $0.isLetter || $0.isNumber || "-._~".contains($0) }) else {
                throw .badHost(url)
            }
        }
        guard !host.isEmpty else { throw .noHost(url) }
        guard !tail.isEmpty else { return (String(host), nil) }
        guard tail.removeFirst() == ":", tail.allSatisfy({ $0.isASCII && $0.isNumber }),
            let port = Int(tail), (1...65_535).contains(port)
        else { throw .badPort(url) }
        return (String(host), port)
    }
}

extension HTTPAddress: CustomStringConvertible {
    /// The URL.
    package var description: String { text }
}
