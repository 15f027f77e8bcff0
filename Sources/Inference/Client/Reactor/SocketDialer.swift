#if os(Linux)
    import NIOCore

    /// Makes transports that are plain sockets on a reactor.
    struct SocketDialer: Dialer {
        /// Where the sockets are watched.
        let loop: ReactorLoop

        func dial(
            _ address: SocketAddress, within time: Duration, for connection: Connection,
            onFailure: @escaping (any Error) -> Void
        ) {
            SocketTransport(loop: loop, connection: connection, onFailure: onFailure)
                .connect(to: address, within: time)
        }
    }
#endif
