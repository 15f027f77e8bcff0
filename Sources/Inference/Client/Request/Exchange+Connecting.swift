import NIOCore
import NIOPosix
import NIOSSL

/// The way to a connection that can carry the request.
extension Exchange {
    /// The buffer of a connection: small for paced tokens, of which thousands of streams may wait;
    /// larger for those whose answers fill it.
    private static let readBuffer = AdaptiveRecvByteBufferAllocator(
        minimum: 2 << 10, initial: 2 << 10, maximum: 16 << 10)

    /// The longest a timer for one address runs; limits may be absurdly long.
    private static let connectMax = Duration.seconds(3600)

    /// Looks the host up, on a thread that may block, and goes on to connect.
    func resolve() {
        connectStart = .now
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
            case .failure(let error): self.end(.resolveFailed("\(error)"), at: .now)
            }
        }
    }

    private func resolved(_ found: [SocketAddress]) {
        guard !isOver else { return }
        reader.note { $0.resolved = .now }
        addresses = found[...]
        connectNext()
    }

    /// Tries the next address of the host; the last failure is the outcome.
    private func connectNext() {
        guard !isOver else { return }
        guard let address = addresses.popFirst() else {
            end(lastConnectError ?? .resolveFailed("no address"), at: .now)
            return
        }
        let core = core
        let bound = NIOLoopBound(self, eventLoop: core.eventLoop)
        ClientBootstrap(group: core.eventLoop)
            .connectTimeout(TimeAmount(timeForNextAddress))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.recvAllocator, value: Exchange.readBuffer)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls = core.tls {
                        try pipeline.addHandler(Exchange.tlsHandler(tls, core: core))
                    }
                    try pipeline.addHandler(ConnectionHandler(core: core, exchange: bound.value))
                }
            }
            .connect(to: address)
            .assumeIsolated()
            .whenFailure { error in
                let outcome = ConnectionErrorClassifier.connectOutcome(error, address: address)
                // A refused port says more than an address family that has no route.
                if case .connectFailed(.refused, _) = self.lastConnectError {
                } else {
                    self.lastConnectError = outcome
                }
                self.connectNext()
            }
    }

    /// The time for one address: an equal share of what is left of the connect limit, so that a
    /// dead first address leaves time for the next one.
    private var timeForNextAddress: Duration {
        let left = ContinuousClock.now.duration(to: connectStart + limits.connect)
        return max(.milliseconds(1), min(left / (addresses.count + 1), Exchange.connectMax))
    }

    private static func tlsHandler(
        _ context: NIOSSLContext, core: ClientCore
    ) throws -> NIOSSLClientHandler {
        let host = core.configuration.endpoint.host
        let isLiteral = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isLiteral ? nil : host)
    }

    /// The TCP connection stands.
    func connected(_ handler: ConnectionHandler, at instant: ContinuousClock.Instant) {
        guard !isOver else {
            handler.close()
            return
        }
        reader.note { $0.connected = instant }
        self.handler = handler
        if core.tls == nil { ready(on: handler) }
    }

    /// The TLS handshake is done.
    func secured(_ handler: ConnectionHandler, at instant: ContinuousClock.Instant) {
        guard !isOver else { return }
        reader.note { $0.secured = instant }
        ready(on: handler)
    }

    /// Sends the request on a connection that stands.
    func ready(on handler: ConnectionHandler) {
        isReady = true
        self.handler = handler
        sent = .now
        handler.send(body, for: self)
    }
}
