/// One of the servers behind an endpoint: where its metrics are, and the name it keeps.
package struct Replica: Sendable, Hashable {
    /// Host and port, unless a name was given; the same in every round, and what Prometheus calls
    /// `instance`.
    package let name: String
    /// The whole URL of the metrics.
    package let url: ServerURL

    package init(url: ServerURL, name: String? = nil) {
        self.name = name ?? url.authority
        self.url = url
    }

    /// The replicas at some URLs, each with a name of its own.
    ///
    /// Several on one host and port, as behind a gateway, have the path in their names too. A URL
    /// that is there twice is one replica.
    ///
    /// - Parameter urls: whole URLs of metrics, in the order in which to report them.
    /// - Returns: the replicas in that order.
    package static func list(_ urls: [ServerURL]) -> [Replica] {
        var seen: Set<ServerURL> = []
        let distinct = urls.filter { seen.insert($0).inserted }
        let byAuthority = Dictionary(grouping: distinct, by: \.authority)
        var names: [String: Int] = [:]
        return distinct.map { url in
            let isAlone = byAuthority[url.authority]?.count == 1
            let name = isAlone ? url.authority : url.authority + url.path
            // Schemes and queries are in no name; a number tells them apart.
            names[name, default: 0] += 1
            let count = names[name] ?? 1
            return Replica(url: url, name: count == 1 ? name : "\(name)#\(count)")
        }
    }

    /// The replicas behind a name that resolves to several addresses, as a headless service of
    /// Kubernetes does.
    ///
    /// Of a name with addresses of both families those of IPv4 are taken: they are the same servers.
    ///
    /// - Parameters:
    ///   - url: the whole URL of the metrics, over plain HTTP: a certificate is for the name and
    ///     not for an address.
    ///   - resolver: asks for the addresses.
    /// - Returns: a replica for each address, sorted by address, so that names stay in order.
    /// - Throws: `TelemetryError.nameNotResolved`, or `.invalidURL` for `https`.
    package static func resolving(
        _ url: ServerURL, with resolver: AddressResolver = .system
    ) async throws(TelemetryError) -> [Replica] {
        guard !url.isSecure else {
            throw .invalidURL(
                text: url.description,
                problem: "the replicas behind a name are read by address, and no certificate is "
                    + "for an address; name each replica instead")
        }
        let found = try await resolver.addresses(url.host)
        let version4 = found.filter { !$0.contains(":") }
        let addresses = Set(version4.isEmpty ? found : version4)
        guard !addresses.isEmpty else {
            throw .nameNotResolved(host: url.host, reason: "no address")
        }
        return list(
            addresses.sorted { Self.order($0) < Self.order($1) }.map { url.replacing(host: $0) })
    }

    /// A text that sorts as the numbers of an address do.
    private static func order(_ address: String) -> String {
        address.split(separator: ".", omittingEmptySubsequences: false).map { part in
            String(repeating: "0", count: max(0, 3 - part.count)) + part
        }.joined(separator: ".")
    }
}
