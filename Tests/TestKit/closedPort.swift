import NIOCore
import NIOPosix

/// Finds a port of the loopback interface on which nothing listens.
///
/// - Returns: The port: it was bound and let go again a moment ago.
/// - Throws: When nothing can be bound.
package func closedPort() async throws -> Int {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port
    try await channel.close().get()
    guard let port else { throw ChannelError.unknownLocalAddress }
    return port
}
