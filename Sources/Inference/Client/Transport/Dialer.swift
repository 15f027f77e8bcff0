import NIOCore

/// Makes transports to addresses.
protocol Dialer: Sendable {
    /// Connects to an address.
    ///
    /// Called on the client's event loop. A connection that stands hears of it; TLS, where it is
    /// wanted, is the transport's business.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - time: How long it may take.
    ///   - connection: What the transport is for.
    ///   - onFailure: Hears of an attempt that failed, on the event loop.
    func dial(
        _ address: SocketAddress, within time: Duration, for connection: Connection,
        onFailure: @escaping (any Error) -> Void)
}
