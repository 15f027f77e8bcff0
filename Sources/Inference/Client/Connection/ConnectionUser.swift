/// Who wants a connection and hears how the way to it goes.
///
/// Confined to the client's event loop.
protocol ConnectionUser: AnyObject {
    /// The host has an address.
    ///
    /// - Parameter instant: When.
    func connectionResolved(at instant: ContinuousClock.Instant)

    /// The TCP connection stands.
    ///
    /// - Parameter instant: When.
    func connectionConnected(at instant: ContinuousClock.Instant)

    /// The TLS handshake is done.
    ///
    /// - Parameter instant: When.
    func connectionSecured(at instant: ContinuousClock.Instant)

    /// The connection can carry a request; whoever takes it looks after it from now on.
    ///
    /// - Parameter handler: The connection.
    func connectionReady(_ handler: Connection)

    /// There will be no connection.
    ///
    /// - Parameters:
    ///   - outcome: Why.
    ///   - instant: When.
    func connectionFailed(_ outcome: Outcome, at instant: ContinuousClock.Instant)
}
