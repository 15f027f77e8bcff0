import NIOCore
import NIOTLS

/// The last handler of a client connection: hands what happens on it to the request under way.
///
/// Confined to the channel's event loop.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let core: ClientCore
    private var exchange: Exchange?
    /// The way to this connection, until it is ready.
    private var opening: ConnectionOpening?
    private var context: ChannelHandlerContext?

    /// Where the connection is in the list of those that wait for a request.
    var idleIndex: Int?

    private var parser = HTTPResponseParser()

    /// Whether the connection was closed from this side.
    private var isClosed = false

    /// Whether the kernel has taken the whole request.
    private var isRequestWritten = false

    /// The instant of the read in progress: all that one read brought was seen at the same time.
    private var readInstant: ContinuousClock.Instant?

    /// Closes a connection whose answer is complete but whose response does not end.
    private var drainTimer: Scheduled<Void>?

    /// How long a complete answer's connection may take to end its response.
    private static let drainTime = TimeAmount.seconds(2)

    init(core: ClientCore, opening: ConnectionOpening) {
        self.core = core
        self.opening = opening
    }

    /// Whether the connection can carry a request.
    var isOpen: Bool { context?.channel.isActive ?? false }

    /// The connection is ready; what happens from now on is a request's business.
    func opened() { opening = nil }

    /// Closes the connection.
    func close() {
        exchange = nil
        opening = nil
        isClosed = true
        stopDraining()
        context?.close(promise: nil)
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - body: The body's bytes.
    ///   - exchange: Whom to tell about the response.
    func send(_ body: [UInt8], for exchange: Exchange) {
        guard let context else {
            preconditionFailure("a request is sent on a connection that stands")
        }
        self.exchange = exchange
        isRequestWritten = false
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { [weak self, weak exchange] in
            self?.isRequestWritten = true
            exchange?.requestWritten(at: .now)
        }
        // Head and body in one buffer: one write, and one packet where they fit.
        let isStreamed = exchange.reader.request.stream
        let opening = isStreamed ? core.streamedOpening : core.wholeOpening
        var buffer = context.channel.allocator.buffer(capacity: opening.count + 24 + body.count)
        buffer.writeBytes(opening)
        if core.configuration.api.method == .post {
            buffer.writeString(String(body.count))
            buffer.writeStaticString("\r\n\r\n")
            buffer.writeBytes(body)
        }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: written)
    }

    /// Lets go of the request under way.
    ///
    /// - Parameter awaitingEnd: Whether the response may still end properly, so that the
    ///   connection can be used again; else it is closed.
    func detach(awaitingEnd: Bool) {
        exchange = nil
        guard awaitingEnd, core.configuration.mode == .keepAlive, let context else {
            close()
            return
        }
        drainTimer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.drainTime) {
            [weak self] in self?.close()
        }
    }

    private func stopDraining() {
        drainTimer?.cancel()
        drainTimer = nil
    }

    // MARK: - Events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        opening?.connected(self, at: .now)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.handshakeCompleted) = event as? TLSUserEvent {
            opening?.secured(self, at: .now)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let instant = readInstant ?? .now
        readInstant = instant
        unwrapInboundIn(data).withUnsafeReadableBytes { take($0, at: instant) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        readInstant = nil
        exchange?.readCompleted()
        context.fireChannelReadComplete()
    }

    private func take(_ bytes: UnsafeRawBufferPointer, at instant: ContinuousClock.Instant) {
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

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let opening {
            opening.failed(error, at: .now)
        } else {
            exchange?.failed(error, at: .now)
        }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopDraining()
        core.idle.value.forget(self)
        let way = opening
        opening = nil
        way?.closed(at: .now)
        let current = exchange
        exchange = nil
        if parser.endsByClose {
            current?.responseEnded(at: .now)
        } else {
            current?.closed(at: .now)
        }
        context.fireChannelInactive()
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
