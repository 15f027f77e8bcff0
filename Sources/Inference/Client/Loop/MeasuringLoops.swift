import NIOCore
import NIOPosix

/// The event loops that measuring clients run on.
///
/// Plain HTTP on Linux is read by reactors, which cost least; TLS and other systems get channels.
enum MeasuringLoops {
    #if os(Linux)
        private static let shared = ReactorLoop(name: "firstlight-io")
    #endif

    /// The loop of a client that has none of its own.
    ///
    /// - Parameter endpoint: What the client talks to.
    /// - Returns: A loop that many clients share.
    static func shared(for endpoint: Endpoint) -> any EventLoop {
        #if os(Linux)
            if !endpoint.isSecure { return shared }
        #endif
        return MultiThreadedEventLoopGroup.singleton.next()
    }

    /// Makes loops for a pool.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - endpoint: What the clients talk to.
    /// - Returns: The loops, and what ends them.
    static func make(
        _ count: Int, for endpoint: Endpoint
    ) -> (loops: [any EventLoop], groups: [any EventLoopGroup]) {
        #if os(Linux)
            if !endpoint.isSecure {
                let loops = (0..<count).map { ReactorLoop(name: "firstlight-io-\($0)") }
                return (loops, loops)
            }
        #endif
        let group = MultiThreadedEventLoopGroup(numberOfThreads: count)
        return ((0..<count).map { _ in group.next() }, [group])
    }
}
