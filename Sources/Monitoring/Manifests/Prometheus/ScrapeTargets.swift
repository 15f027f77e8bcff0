import Readiness
import Signals

/// The replicas that are scraped: their addresses, by path and scheme.
struct ScrapeTargets: Sendable {
    /// Replicas that answer under the same path.
    struct Group: Sendable, Hashable {
        let scheme: String
        let path: String
        /// Host and port of each.
        var addresses: [String]
    }

    /// In the order of their first replicas; empty when nobody named a replica.
    private(set) var groups: [Group] = []

    /// Groups of nothing yet.
    init() {}

    /// The replicas of a subject: those of the profile, else the live engine.
    ///
    /// - Parameter subject: Whose.
    init(_ subject: GenerationSubject) {
        let path = EngineLaunch(subject).metrics[0].path
        for address in subject.profile?.engine.metrics ?? [] {
            add(address, path: address.path.isEmpty ? path : address.path)
        }
        guard groups.isEmpty, let live = subject.live, let address = try? HTTPAddress(live.url)
        else { return }
        add(address, path: path)
    }

    /// The replica of a stack whose hosts are called by their services.
    ///
    /// - Parameters:
    ///   - launch: How the engine is started.
    ///   - host: The service.
    init(_ launch: EngineLaunch, host: String) {
        for port in launch.metrics {
            add(scheme: "http", path: port.path, address: "\(host):\(port.number)")
        }
    }

    private mutating func add(_ address: HTTPAddress, path: String) {
        let port = address.port ?? (address.scheme == "https" ? 443 : 80)
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        add(scheme: address.scheme, path: path, address: "\(host):\(port)")
    }

    mutating func add(scheme: String, path: String, address: String) {
        let index = groups.firstIndex { $0.scheme == scheme && $0.path == path }
        if let index {
            if !groups[index].addresses.contains(address) {
                groups[index].addresses.append(address)
            }
        } else {
            groups.append(Group(scheme: scheme, path: path, addresses: [address]))
        }
    }

    /// The hosts of all replicas, each once, in the order of the replicas.
    var hosts: [String] {
        groups.flatMap(\.addresses).reduce(into: []) { hosts, address in
            let end = address.lastIndex(of: ":") ?? address.endIndex
            let host = String(address[..<end])
            if !hosts.contains(host) { hosts.append(host) }
        }
    }

    /// Whether an address is that of whoever asks, which within a container is the container.
    var isLocal: Bool {
        groups.flatMap(\.addresses).contains {
            $0.hasPrefix("localhost:") || $0.hasPrefix("127.") || $0.hasPrefix("[::1]")
        }
    }
}
