import NIOCore

/// Closes a connection as soon as its client ends it, and tells ``ClientConnections``.
///
/// The end of the client's stream counts as hanging up, as in uvicorn: a client that has sent its request and reads the answer
/// keeps its own side open. Without this a client that left while its request is queued would stay unnoticed until
/// the first write.
final class HangUpHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    private let connections: ClientConnections

    init(connections: ClientConnections) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) {
        connections.opened(context.channel)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        connections.closed(context.channel)
        context.fireChannelInactive()
    }
}
