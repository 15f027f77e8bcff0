import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks for all addresses of a name.
package struct AddressResolver: Sendable {
    /// The addresses of a host name, without brackets, in any order.
    package var addresses: @Sendable (String) async throws(TelemetryError) -> [String]

    package init(
        _ addresses: @escaping @Sendable (String) async throws(TelemetryError) -> [String]
    ) {
        self.addresses = addresses
    }

    /// The resolver of this machine.
    ///
    /// It waits as long as the machine's settings say, on a thread that may block.
    package static let system = AddressResolver { host throws(TelemetryError) in
        let outcome: Result<[String], TelemetryError>
        do {
            outcome = try await NIOThreadPool.singleton.runIfActive { Self.lookUp(host) }
        } catch {
            throw .cancelled
        }
        return try outcome.get()
    }

    private static func lookUp(_ host: String) -> Result<[String], TelemetryError> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &first)
        guard status == 0 else {
            return .failure(
                .nameNotResolved(host: host, reason: String(cString: gai_strerror(status))))
        }
        defer { freeaddrinfo(first) }
        var found: [String] = []
        var next = first
        while let entry = next?.pointee {
            var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let isText = getnameinfo(
                entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0,
                NI_NUMERICHOST)
            if isText == 0 {
                let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
                found.append(String(decoding: bytes, as: UTF8.self))
            }
            next = entry.ai_next
        }
        return .success(found)
    }
}
