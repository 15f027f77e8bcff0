import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One request under way: finds a connection, sends, times, and ends in exactly one outcome.
///
/// Confined to the client's event loop.
final class Exchange {
    private let core: ClientCore
    private let request: InferenceRequest
    private let promise: EventLoopPromise<MeasuredRequest>
    private var reader: ResponseReader
    private var handler: ConnectionHandler?
    private var timer: Scheduled<Void>?
    private var isOver = false
    private var isReady = false
    private var addresses: ArraySlice<SocketAddress> = []
    private var lastConnectError: Outcome?

    /// When the present attempt to get a connection began.
    private var connectStart: ContinuousClock.Instant

    /// When the request was handed to the present connection.
    private var sent: ContinuousClock.Instant?

    /// How long a complete answer waits for the end of its response.
    ///
    /// So the next request finds the connection free; the measurement does not change any more.
    private static let endGrace = TimeAmount.milliseconds(50)

    /// The longest a timer runs before it looks again; limits may be absurdly long.
    private static let timerMax = Duration.seconds(3600)

    init(
        core: ClientCore, request: InferenceRequest, intendedStart: ContinuousClock.Instant?,
        keepText: Bool, promise: EventLoopPromise<MeasuredRequest>
    ) {
        self.core = core
        self.request = request
        self.promise = promise
        let now = ContinuousClock.now
        connectStart = now
        reader = ResponseReader(
            api: core.configuration.api, request: request, limits: core.configuration.limits,
            instants: PhaseInstants(intendedStart: intendedStart ?? now, start: now),
            keepText: keepText)
    }

    private var instants: PhaseInstants { reader.measured.instants }
    private var limits: RequestLimits { core.configuration.limits }

    /// Starts the request.
    func begin() {
        if core.configuration.mode == .keepAlive, let idle = core.idle.value.take() {
            reader.noteConnection { $0.reusedConnection = true }
            ready(on: idle)
        } else {
            resolve()
        }
        armTimer()
    }

    /// Gives the request up because the run ends.
    func cancel() {
        end(.cancelled(.runEnded), at: .now)
    }

    // MARK: - Connecting

    private func resolve() {
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
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls = core.tls {
                        try pipeline.addHandler(Exchange.tlsHandler(tls, core: core))
                    }
                    try pipeline.addHTTPClientHandlers()
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
        return max(.milliseconds(1), min(left / (addresses.count + 1), Exchange.timerMax))
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

    private func ready(on handler: ConnectionHandler) {
        isReady = true
        self.handler = handler
        sent = .now
        let body = core.configuration.api.body(for: request)
        var head = HTTPRequestHead(
            version: .http1_1, method: .POST,
            uri: core.configuration.endpoint.target(core.configuration.api.path),
            headers: core.headers)
        head.headers.add(name: "Content-Length", value: String(body.count))
        handler.send(head: head, body: body, for: self)
    }

    // MARK: - The response

    /// The kernel has taken the whole request.
    func requestWritten(at instant: ContinuousClock.Instant) {
        guard !isOver, instants.requestWritten == nil else { return }
        reader.note { $0.requestWritten = instant }
    }

    /// The response head has been read.
    func read(_ head: ResponseHead, at instant: ContinuousClock.Instant) {
        guard !isOver, !reader.isDecided else { return }
        follow(reader.read(head, at: instant))
    }

    /// Bytes of the body have been read.
    func read(_ bytes: UnsafeRawBufferPointer, at instant: ContinuousClock.Instant) {
        guard !isOver, !reader.isDecided else { return }
        let hadToken = instants.firstToken != nil
        let action = reader.read(bytes, at: instant)
        // From the first token on the gap limit rules, which may be shorter than what was armed.
        if !hadToken, instants.firstToken != nil, action == .read { armTimer() }
        follow(action)
    }

    /// The response has ended properly; the connection is already back or closed.
    func responseEnded(at instant: ContinuousClock.Instant) {
        guard !isOver else { return }
        handler = nil
        reader.readEnd(at: instant)
        finish(awaitingEnd: false)
    }

    /// The connection has closed.
    func closed(at instant: ContinuousClock.Instant) {
        guard !isOver else { return }
        handler = nil
        if reader.isDecided {
            finish(awaitingEnd: false)
        } else if isStale(at: instant) {
            reader.noteConnection {
                $0.reusedConnection = false
                $0.replacedStaleConnection = true
                $0.instants.requestWritten = nil
            }
            isReady = false
            resolve()
            armTimer()
        } else if !isReady, core.tls != nil {
            end(
                .tlsFailed(.handshake, "the peer closed the connection during the handshake"),
                at: instant)
        } else {
            reader.readClose(at: instant, reason: "")
            finish(awaitingEnd: false)
        }
    }

    /// Whether a connection that has closed was stale: kept alive, closed by the server while the
    /// request was on its way.
    private func isStale(at instant: ContinuousClock.Instant) -> Bool {
        guard instants.responseHead == nil, reader.measured.reusedConnection, let sent else {
            return false
        }
        return sent.duration(to: instant) < limits.staleConnection
    }

    /// An error was caught on the connection.
    func failed(_ error: any Error, at instant: ContinuousClock.Instant) {
        guard !isOver, !reader.isDecided else { return }
        if !isReady, core.tls != nil {
            end(ConnectionErrorClassifier.tlsOutcome(error), at: instant)
        } else if let error = error as? HTTPParserError, error != .invalidEOFState {
            end(.malformed("not HTTP: \(error)"), at: instant)
        } else if error is HTTPParserError || ConnectionErrorClassifier.isUncleanShutdown(error) {
            // The body ended too early; `closed` follows and decides.
        } else if isStale(at: instant) {
            // `closed` follows and replaces the connection.
        } else {
            reader.readClose(at: instant, reason: " (\(error))")
            finish(awaitingEnd: false)
        }
    }

    private func follow(_ action: ResponseReader.Action) {
        switch action {
        case .read: break
        case .complete: awaitEnd()
        case .hangUp: finish(awaitingEnd: false)
        }
    }

    /// Gives a complete answer's response a moment to end.
    private func awaitEnd() {
        timer?.cancel()
        timer = core.eventLoop.assumeIsolated().scheduleTask(in: Exchange.endGrace) { [weak self] in
            guard let self, !self.isOver else { return }
            self.finish(awaitingEnd: true)
        }
    }

    // MARK: - Limits

    /// Arms the timer for the earliest limit that now applies.
    private func armTimer() {
        timer?.cancel()
        let now = ContinuousClock.now
        let wait = max(.zero, min(now.duration(to: deadline().instant), Exchange.timerMax))
        timer = core.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) { [weak self] in
            self?.timerFired()
        }
    }

    private enum Expiry {
        case connect
        case firstToken
        case gap
        case total
    }

    private func deadline() -> (instant: ContinuousClock.Instant, expiry: Expiry) {
        var earliest = (instants.start + limits.total, Expiry.total)
        func consider(_ instant: ContinuousClock.Instant, _ expiry: Expiry) {
            if instant < earliest.0 { earliest = (instant, expiry) }
        }
        if !isReady { consider(connectStart + limits.connect, .connect) }
        if let last = instants.lastToken {
            consider(last + limits.gap, .gap)
        } else {
            consider(instants.start + limits.firstToken, .firstToken)
        }
        return (earliest.0, earliest.1)
    }

    private func timerFired() {
        guard !isOver else { return }
        let now = ContinuousClock.now
        let (instant, expiry) = deadline()
        guard now >= instant else {
            armTimer()
            return
        }
        switch expiry {
        case .connect: end(connectExpiry, at: now)
        case .firstToken: end(.timedOut(.firstToken), at: now)
        case .total: end(.timedOut(.total), at: now)
        case .gap:
            let lastByte = reader.lastByte ?? instants.start
            let isSilent = lastByte <= (instants.lastToken ?? lastByte)
            end(isSilent ? .stalled(after: limits.gap) : .timedOut(.gap), at: now)
        }
    }

    private var connectExpiry: Outcome {
        let limit = limits.connect.secondsText
        let endpoint = core.configuration.endpoint
        if instants.resolved == nil, !reader.measured.reusedConnection {
            return .resolveFailed("\(endpoint.host): no answer from the resolver within \(limit)")
        }
        if instants.connected != nil, core.tls != nil {
            return .tlsFailed(.handshake, "the handshake took longer than \(limit)")
        }
        return .connectFailed(.timeout, "\(endpoint.host) port \(endpoint.port) after \(limit)")
    }

    // MARK: - The end

    private func end(_ outcome: Outcome, at instant: ContinuousClock.Instant) {
        guard !isOver else { return }
        reader.fail(outcome, at: instant)
        finish(awaitingEnd: false)
    }

    private func finish(awaitingEnd: Bool) {
        precondition(reader.isDecided, "a request ends with an outcome")
        isOver = true
        timer?.cancel()
        timer = nil
        let connection = handler
        handler = nil
        connection?.detach(awaitingEnd: awaitingEnd)
        var measured = reader.measured
        measured.outcome = measured.outcome.mapTexts(core.secrets.clean)
        promise.succeed(measured)
    }
}
