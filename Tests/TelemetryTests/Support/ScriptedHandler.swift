import NIOCore

/// Collects the bytes of a request's head and does what the script says.
final class ScriptedHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: Script
    private var collected: [UInt8] = []

    init(_ script: Script) {
        self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        collected += unwrapInboundIn(data).readableBytesView
        let text = String(decoding: collected, as: UTF8.self)
        // A TLS handshake has no such end; a plain server answers its first bytes with an error.
        let isHandshake = collected.first == 0x16
        guard text.contains("\r\n\r\n") || isHandshake else { return }
        collected = []
        switch script.answer(to: text) {
        case .silence: break
        case .bytes(let bytes): send(bytes, context: context)
        case .bytesThenClose(let bytes):
            send(bytes, context: context)
            context.close(promise: nil)
        }
    }

    /// A client that goes away, or a TLS handshake that it breaks off, is part of the test.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func send(_ bytes: [UInt8], context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
