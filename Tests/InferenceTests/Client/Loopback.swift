#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bare sockets of the loopback interface.
enum Loopback {
    /// Whether ::1 can be bound.
    static var hasIPv6: Bool {
        let descriptor = Loopback.open(AF_INET6)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                posixBind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }

    static func socket() throws -> CInt {
        let descriptor = open(AF_INET)
        guard descriptor >= 0 else { throw FullListener.Failure(step: "socket") }
        return descriptor
    }

    /// Binds a socket to a free port of 127.0.0.1.
    static func bind(_ descriptor: CInt) throws -> Int {
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                posixBind(descriptor, address, length) == 0
                    ? getsockname(descriptor, address, &length) : -1
            }
        }
        guard status == 0 else { throw FullListener.Failure(step: "bind") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Calls a port of 127.0.0.1 and does not wait for an answer.
    static func beginConnecting(_ descriptor: CInt, port: Int) {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var address = address(port: port)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        return address
    }

    private static func open(_ family: CInt) -> CInt {
        #if canImport(Glibc)
            posixSocket(family, CInt(SOCK_STREAM.rawValue), 0)
        #else
            posixSocket(family, SOCK_STREAM, 0)
        #endif
    }
}

private func posixSocket(_ family: CInt, _ type: CInt, _ proto: CInt) -> CInt {
    socket(family, type, proto)
}

private func posixBind(
    _ descriptor: CInt, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
) -> CInt {
    bind(descriptor, address, length)
}
