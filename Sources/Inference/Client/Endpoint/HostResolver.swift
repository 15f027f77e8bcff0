package import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Resolves host names with the system's resolver; blocks, so it belongs on a thread pool.
package enum HostResolver {
    /// Why a name does not resolve, in the resolver's words.
    package struct Failure: Error, CustomStringConvertible {
        /// The resolver's message with the name it was asked for.
        package var description: String
    }

    /// All addresses of a host, in the order in which they should be tried.
    ///
    /// - Parameters:
    ///   - host: Host name or IP address.
    ///   - port: TCP port to put into the addresses.
    /// - Returns: At least one address.
    /// - Throws: `Failure` when the name has none.
    package static func addresses(host: String, port: Int) throws -> [SocketAddress] {
        if let literal = try? SocketAddress(ipAddress: host, port: port) { return [literal] }
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        hints.ai_family = AF_UNSPEC
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard status == 0 else {
            let reason = gai_strerror(status).map { String(cString: $0) } ?? "error \(status)"
            throw Failure(description: "\(host): \(reason)")
        }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next {
            defer { next = entry.pointee.ai_next }
            guard let raw = entry.pointee.ai_addr else { continue }
            switch entry.pointee.ai_family {
            case AF_INET:
                let address = raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    $0.pointee
                }
                addresses.append(SocketAddress(address, host: host))
            case AF_INET6:
                let address = raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    $0.pointee
                }
                addresses.append(SocketAddress(address, host: host))
            default: continue
            }
        }
        guard !addresses.isEmpty else {
            throw Failure(description: "\(host): no IPv4 or IPv6 address")
        }
        return addresses
    }
}
