import NIOCore
import NIOTLS

/// A connection's bytes on a channel: its last handler.
final class ChannelTransport: ChannelInboundHandler, Transport {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let connection: Connection
    private var context: ChannelHandlerContext?

    /// The instant of the read in progress: all that one read brought was seen at the same time.
    private var readInstant: ContinuousClock.Instant?

    /// Creates a transport that has no channel yet.
    ///
    /// - Parameter connection: Hears what happens.
    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: - Transport

    var isActive: Bool { context?.channel.isActive ?? false }

    func send(_ bytes: [UInt8]) {
        guard let context else { return }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { [weak connection] in
            connection?.written(at: .now)
        }
        var buffer = context.channel.allocator.buffer(capacity: bytes.count)
        buffer.writeBytes(bytes)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: written)
    }

    func close() { context?.close(promise: nil) }

    // MARK: - Events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        connection.attach(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        connection.detach(self)
    }

    func channelActive(context: ChannelHandlerContext) {
        connection.connected(at: .now)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.handshakeCompleted) = event as? TLSUserEvent {
            connection.secured(at: .now)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let instant = readInstant ?? .now
        readInstant = instant
        unwrapInboundIn(data).withUnsafeReadableBytes { connection.received($0, at: instant) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        readInstant = nil
        connection.readCompleted()
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.failed(error, at: .now)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.closed(at: .now)
        context.fireChannelInactive()
    }
}
