import NIOCore

/// One connection to the endpoint: hands what happens on it to the request under way.
///
/// Knows HTTP, and leaves the bytes to its transport. Confined to the client's event loop.
final class Connection {
    private let core: ClientCore
    private var exchange: Exchange?
    /// The way to this connection, until it is ready.
    private var opening: ConnectionOpening?
    private var transport: (any Transport)?

    /// Where the connection is in the list of those that wait for a request.
    var idleIndex: Int?

    private var parser = HTTPResponseParser()

    /// Whether the connection was closed from this side.
    private var isClosed = false

    /// Whether the kernel has taken the whole request.
    private var isRequestWritten = false

    /// Closes a connection whose answer is complete but whose response does not end.
    private var drainTimer: Scheduled<Void>?

    /// How long a complete answer's connection may take to end its response.
    private static let drainTime = TimeAmount.seconds(2)

    init(core: ClientCore, opening: ConnectionOpening) {
        self.core = core
        self.opening = opening
    }

    /// Whether the connection can carry a request.
    var isOpen: Bool { transport?.isActive ?? false }

    /// The connection is ready; what happens from now on is a request's business.
    func opened() { opening = nil }

    /// Closes the connection.
    func close() {
        exchange = nil
        opening = nil
        isClosed = true
        stopDraining()
        transport?.close()
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - body: The body's bytes.
    ///   - exchange: Whom to tell about the response.
    func send(_ body: [UInt8], for exchange: Exchange) {
        guard let transport else {
            preconditionFailure("a request is sent on a connection that stands")
        }
        self.exchange = exchange
        isRequestWritten = false
        // Head and body in one piece: one write, and one packet where they fit.
        let isStreamed = exchange.reader.request.stream
        var bytes = isStreamed ? core.streamedOpening : core.wholeOpening
        if core.configuration.api.method == .post {
            bytes.reserveCapacity(bytes.count + 24 + body.count)
            bytes.append(contentsOf: String(body.count).utf8)
            bytes.append(contentsOf: "\r\n\r\n".utf8)
            bytes.append(contentsOf: body)
        }
        transport.send(bytes)
    }

    /// Lets go of the request under way.
    ///
    /// - Parameter awaitingEnd: Whether the response may still end properly, so that the
    ///   connection can be used again; else it is closed.
    func detach(awaitingEnd: Bool) {
        exchange = nil
        guard awaitingEnd, core.configuration.mode == .keepAlive, isOpen else {
            close()
            return
        }
        drainTimer = core.eventLoop.assumeIsolated().scheduleTask(in: Self.drainTime) {
            [weak self] in self?.close()
        }
    }

    private func stopDraining() {
        drainTimer?.cancel()
        drainTimer = nil
    }

    // MARK: - Events

    /// The transport that carries the bytes.
    ///
    /// - Parameter transport: The transport, held until it is detached.
    func attach(_ transport: any Transport) { self.transport = transport }

    /// The transport is gone.
    ///
    /// - Parameter transport: Which; another one is left alone.
    func detach(_ transport: any Transport) {
        if self.transport === transport { self.transport = nil }
    }

    /// The TCP connection stands.
    func connected(at instant: ContinuousClock.Instant) {
        opening?.connected(self, at: instant)
    }

    /// The TLS handshake is done.
    func secured(at instant: ContinuousClock.Instant) {
        opening?.secured(self, at: instant)
    }

    /// The kernel has taken the whole request.
    func written(at instant: ContinuousClock.Instant) {
        isRequestWritten = true
        exchange?.requestWritten(at: instant)
    }

    /// All that one read of the socket brought has been handed over.
    func readCompleted() { exchange?.readCompleted() }

    /// Bytes have been read; all that one read brought carry one instant.
    func received(_ bytes: UnsafeRawBufferPointer, at instant: ContinuousClock.Instant) {
        guard exchange != nil || drainTimer != nil else {
            // Nobody asked for these bytes: the connection cannot be trusted with a request.
            close()
            return
        }
        var input = bytes
        do {
            while !isClosed, let part = try parser.next(&input) {
                switch part {
                case .head(let head): exchange?.read(responseHead(of: head), at: instant)
                case .body(let piece): exchange?.read(piece, at: instant)
                case .end:
                    responseEnded(at: instant, mayFollow: input.isEmpty)
                    return
                }
            }
        } catch {
            let current = exchange
            current?.failed(error, at: instant)
            close()
        }
    }

    /// An error was caught; the transport closes.
    func failed(_ error: any Error, at instant: ContinuousClock.Instant) {
        if let opening {
            opening.failed(error, at: instant)
        } else {
            exchange?.failed(error, at: instant)
        }
    }

    /// The transport has closed.
    func closed(at instant: ContinuousClock.Instant) {
        stopDraining()
        core.idle.value.forget(self)
        let way = opening
        opening = nil
        way?.closed(at: instant)
        let current = exchange
        exchange = nil
        if parser.endsByClose {
            current?.responseEnded(at: instant)
        } else {
            current?.closed(at: instant)
        }
    }

    /// Lets the connection wait for its next request, or closes it.
    ///
    /// - Parameters:
    ///   - instant: When the end was read.
    ///   - mayFollow: Whether another response may follow; bytes that nobody asked for are in its
    ///     way.
    private func responseEnded(at instant: ContinuousClock.Instant, mayFollow: Bool) {
        stopDraining()
        let current = exchange
        exchange = nil
        // A response may come before its request is out; what is left of that request would be
        // in the way of the next one.
        if parser.isReusable, mayFollow, isRequestWritten, isOpen,
            core.configuration.mode == .keepAlive
        {
            if !core.idle.value.keep(self) { close() }
        } else {
            close()
        }
        current?.responseEnded(at: instant)
    }

    private func responseHead(of head: HTTPHead) -> ResponseHead {
        func text(_ name: String, countMax: Int) -> String? {
            head.first(name)?.printable(countMax: countMax)
        }
        var result = ResponseHead(status: head.status)
        result.contentType = text("content-type", countMax: 200)
        result.server = text("server", countMax: 200)
        result.replica =
            core.replicaHeaders.lazy.compactMap { name in
                text(name, countMax: 200).flatMap { $0.isEmpty ? nil : $0 }
            }.first
        result.location = text("location", countMax: 500)
        result.contentEncoding = text("content-encoding", countMax: 80).flatMap {
            $0.isEmpty || $0.lowercased() == "identity" ? nil : $0
        }
        result.dateUnixSeconds = head.first("date").flatMap {
            HTTPDate.unixSeconds($0.drop(while: \.isWhitespace))
        }
        result.retryAfter = head.first("retry-after").flatMap {
            RetryAfter.parse($0, nowUnixSeconds: core.unixSecondsNow)
        }
        return result
    }
}
