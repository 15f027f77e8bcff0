import NIOCore
import NIOPosix
import NIOSSL

/// Makes transports that are channels, with or without TLS.
struct ChannelDialer: Dialer {
    /// The channels' event loop.
    let eventLoop: any EventLoop

    /// TLS settings; `nil` for plain HTTP.
    let tls: NIOSSLContext?

    /// The host name that a certificate is to be for; `nil` where the host is an address.
    let serverName: String?

    /// The buffer of a connection: small for paced tokens, of which thousands of streams may wait;
    /// larger for those whose answers fill it.
    private static let readBuffer = AdaptiveRecvByteBufferAllocator(
        minimum: 2 << 10, initial: 2 << 10, maximum: 16 << 10)

    func dial(
        _ address: SocketAddress, within time: Duration, for connection: Connection,
        onFailure: @escaping (any Error) -> Void
    ) {
        let (tls, serverName) = (tls, serverName)
        let bound = NIOLoopBound(connection, eventLoop: eventLoop)
        ClientBootstrap(group: eventLoop)
            .connectTimeout(TimeAmount(time))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.recvAllocator, value: Self.readBuffer)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: serverName))
                    }
                    try pipeline.addHandler(ChannelTransport(bound.value))
                }
            }
            .connect(to: address)
            .assumeIsolated()
            .whenFailure(onFailure)
    }
}
