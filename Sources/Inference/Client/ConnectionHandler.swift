import NIOCore
import NIOHTTP1
import NIOTLS

/// The last handler of a client connection: hands what happens on it to the request under way.
///
/// Confined to the channel's event loop.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let core: ClientCore
    private var exchange: Exchange?
    private var context: ChannelHandlerContext?

    /// Whether the response under way lets the connection carry another request.
    private var isReusable = true

    /// Whether the kernel has taken the whole request.
    private var isRequestWritten = false

    /// The instant of the read in progress: all that one read brought was seen at the same time.
    private var readInstant: ContinuousClock.Instant?

    /// Closes a connection whose answer is complete but whose response does not end.
    private var drainTimer: Scheduled<Void>?

    /// How long a complete answer's connection may take to end its response.
    private static let drainTime = TimeAmount.seconds(2)

    init(core: ClientCore, exchange: Exchange) {
        self.core = core
        self.exchange = exchange
    }

    /// Whether the connection can carry a request.
    var isOpen: Bool { context?.channel.isActive ?? false }

    /// Closes the connection.
    func close() {
        exchange = nil
        stopDraining()
        context?.close(promise: nil)
    }

    /// Sends a request.
    ///
    /// - Parameters:
    ///   - head: Method, target and headers.
    ///   - body: The body's bytes.
    ///   - exchange: Whom to tell about the response.
    func send(head: HTTPRequestHead, body: [UInt8], for exchange: Exchange) {
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
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let buffer = context.channel.allocator.buffer(bytes: body)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
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
        exchange?.connected(self, at: .now)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.handshakeCompleted) = event as? TLSUserEvent {
            exchange?.secured(self, at: .now)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let instant = readInstant ?? .now
        readInstant = instant
        switch unwrapInboundIn(data) {
        case .head(let head):
            isReusable = head.isKeepAlive
            exchange?.read(responseHead(of: head), at: instant)
        case .body(let buffer):
            buffer.withUnsafeReadableBytes { exchange?.read($0, at: instant) }
        case .end:
            responseEnded(at: instant)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        readInstant = nil
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let current = exchange
        current?.failed(error, at: .now)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stopDraining()
        core.idle.value.forget(self)
        let current = exchange
        exchange = nil
        current?.closed(at: .now)
        context.fireChannelInactive()
    }

    private func responseEnded(at instant: ContinuousClock.Instant) {
        stopDraining()
        let current = exchange
        exchange = nil
        // A response may come before its request is out; what is left of that request would be
        // in the way of the next one.
        if isReusable, isRequestWritten, isOpen, core.configuration.mode == .keepAlive {
            if !core.idle.value.keep(self) { close() }
        } else {
            context?.close(promise: nil)
        }
        current?.responseEnded(at: instant)
    }

    private func responseHead(of head: HTTPResponseHead) -> ResponseHead {
        func text(_ name: String, countMax: Int) -> String? {
            head.headers.first(name: name)?.printable(countMax: countMax)
        }
        var result = ResponseHead(status: Int(head.status.code))
        result.contentType = text("content-type", countMax: 200)
        result.server = text("server", countMax: 200)
        result.replica =
            core.configuration.replicaHeaders.lazy.compactMap { name in
                text(name, countMax: 200).flatMap { $0.isEmpty ? nil : $0 }
            }.first
        result.location = text("location", countMax: 500)
        result.contentEncoding = text("content-encoding", countMax: 80).flatMap {
            $0.isEmpty || $0.lowercased() == "identity" ? nil : $0
        }
        result.dateUnixSeconds = head.headers.first(name: "date").flatMap {
            HTTPDate.unixSeconds($0.drop(while: \.isWhitespace))
        }
        result.retryAfter = head.headers.first(name: "retry-after").flatMap {
            RetryAfter.parse($0, nowUnixSeconds: core.unixSecondsNow)
        }
        return result
    }
}
