import NIOCore
import NIOPosix

/// The way to one connection: looks the host up, tries its addresses, and shakes hands.
///
/// Confined to the client's event loop.
final class ConnectionOpening {
    /// Who wants the connection; hears of every step.
    ///
    /// Held until the opening has ended one way or the other.
    private var user: (any ConnectionUser)?

    private let core: ClientCore

    /// When it all has to be done, of which every address gets its share.
    private let deadline: ContinuousClock.Instant

    /// The addresses of the host that have not been tried.
    private var addresses: ArraySlice<SocketAddress> = []

    /// What the address tried last failed with.
    private var lastError: Outcome?

    /// The connection that stands and still shakes hands.
    private var handler: Connection?

    /// The longest a timer for one address runs; limits may be absurdly long.
    private static let timeMax = Duration.seconds(3600)

    /// Creates an opening that has not begun.
    ///
    /// - Parameters:
    ///   - core: The client.
    ///   - deadline: When it has to be done; whoever waits gives up by itself.
    ///   - user: Who wants the connection.
    init(core: ClientCore, deadline: ContinuousClock.Instant, user: any ConnectionUser) {
        self.core = core
        self.deadline = deadline
        self.user = user
    }

    /// Looks the host up, on a thread that may block, and goes on to connect.
    func begin() {
        let endpoint = core.configuration.endpoint
        if let literal = try? SocketAddress(ipAddress: endpoint.host, port: endpoint.port) {
            resolved([literal])
            return
        }
        NIOThreadPool.singleton.runIfActive(eventLoop: core.eventLoop) {
            try HostResolver.addresses(host: endpoint.host, port: endpoint.port)
        }.assumeIsolated().whenComplete { result in
            switch result {
            case .success(let found): self.resolved(found)
            case .failure(let error): self.fail(.resolveFailed("\(error)"), at: .now)
            }
        }
    }

    /// Closes what stands so far; nobody wants the connection any more.
    func giveUp() {
        user = nil
        let connection = handler
        handler = nil
        connection?.close()
    }

    private func fail(_ outcome: Outcome, at instant: ContinuousClock.Instant) {
        let waiting = user
        giveUp()
        waiting?.connectionFailed(outcome, at: instant)
    }

    // MARK: - Addresses

    private func resolved(_ found: [SocketAddress]) {
        guard let user else { return }
        user.connectionResolved(at: .now)
        addresses = found[...]
        connectNext()
    }

    /// Tries the next address of the host; the last failure is the outcome.
    private func connectNext() {
        guard user != nil else { return }
        guard let address = addresses.popFirst() else {
            fail(lastError ?? .resolveFailed("no address"), at: .now)
            return
        }
        core.dialer.dial(
            address, within: timeForNextAddress, for: Connection(core: core, opening: self)
        ) { error in
            let outcome = ConnectionErrorClassifier.connectOutcome(error, address: address)
            // A refused port says more than an address family that has no route.
            if case .connectFailed(.refused, _) = self.lastError {
            } else {
                self.lastError = outcome
            }
            self.connectNext()
        }
    }

    /// The time for one address: an equal share of what is left, so that a dead first address
    /// leaves time for the next one.
    private var timeForNextAddress: Duration {
        let left = ContinuousClock.now.duration(to: deadline)
        return max(.milliseconds(1), min(left / (addresses.count + 1), Self.timeMax))
    }

    // MARK: - The connection

    /// The TCP connection stands.
    func connected(_ handler: Connection, at instant: ContinuousClock.Instant) {
        guard let user else {
            handler.close()
            return
        }
        user.connectionConnected(at: instant)
        self.handler = handler
        if core.tls == nil { hand(over: handler, to: user) }
    }

    /// The TLS handshake is done.
    func secured(_ handler: Connection, at instant: ContinuousClock.Instant) {
        guard let user else { return }
        user.connectionSecured(at: instant)
        hand(over: handler, to: user)
    }

    private func hand(over handler: Connection, to user: any ConnectionUser) {
        self.user = nil
        self.handler = nil
        handler.opened()
        user.connectionReady(handler)
    }

    /// An error was caught on the connection, which is about to close.
    func failed(_ error: any Error, at instant: ContinuousClock.Instant) {
        guard core.tls != nil else { return }
        fail(ConnectionErrorClassifier.tlsOutcome(error), at: instant)
    }

    /// The connection has closed before it was ready; one that never stood tries the next address.
    func closed(at instant: ContinuousClock.Instant) {
        guard handler != nil else { return }
        handler = nil
        fail(
            .tlsFailed(.handshake, "the peer closed the connection during the handshake"),
            at: instant)
    }
}
