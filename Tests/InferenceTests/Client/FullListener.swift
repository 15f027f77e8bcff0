#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A listening socket whose queue is full, so that the kernel leaves further callers unanswered:
/// the one way to a connection that neither stands nor fails without leaving the machine.
enum FullListener {
    struct Failure: Error {
        var step: String
        var code = errno
    }

    static func with<Value>(_ body: (_ port: Int) async throws -> Value) async throws -> Value {
        var descriptors: [CInt] = []
        defer { for descriptor in descriptors { close(descriptor) } }
        let listener = try Loopback.socket()
        descriptors.append(listener)
        let port = try Loopback.bind(listener)
        guard listen(listener, 0) == 0 else { throw Failure(step: "listen") }
        // A queue of zero takes one connection, on some kernels two; the rest wait in the dark.
        for _ in 0..<3 {
            let caller = try Loopback.socket()
            descriptors.append(caller)
            Loopback.beginConnecting(caller, port: port)
        }
        return try await body(port)
    }
}
