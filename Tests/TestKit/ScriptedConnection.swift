import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs a script on one connection of a scripted server.
///
/// Confined to the connection's event loop.
final class ScriptedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Frame {
        var steps: [ServerStep]
        var next = 0
        var isForever: Bool
    }

    private enum Waiting {
        case nothing
        case request
        case bytes
        case writable
    }

    private let journal: ServerJournal
    private let number: Int
    private var frames: [Frame]
    private var scanner = RequestScanner()
    private var waiting = Waiting.nothing
    private var flood: (buffer: ByteBuffer, bytesLeft: Int)?
    private var isClosedByScript = false
    private var isReading = true

    init(journal: ServerJournal, number: Int, steps: [ServerStep]) {
        self.journal = journal
        self.number = number
        frames = [Frame(steps: steps, isForever: false)]
    }

    // MARK: - Events

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        advance(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isReading else { return }
        let buffer = unwrapInboundIn(data)
        scanner.append(buffer.readableBytesView)
        switch waiting {
        case .request: awaitRequest(context)
        case .bytes: resume(context)
        case .nothing, .writable: break
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .writable = waiting, context.channel.isWritable { pour(context) }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        frames = []
        journal.closed(context.channel)
        if !isClosedByScript { journal.note { $0.clientClosedCount += 1 } }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A failed handshake or a reset: either way the client has gone or never came.
        context.close(promise: nil)
    }

    // MARK: - Steps

    private func nextStep() -> ServerStep? {
        while var frame = frames.popLast() {
            if frame.next == frame.steps.count, frame.isForever { frame.next = 0 }
            guard frame.next < frame.steps.count else { continue }
            let step = frame.steps[frame.next]
            frame.next += 1
            frames.append(frame)
            return step
        }
        return nil
    }

    /// Goes on with the next step, from the event loop's top: endless scripts must not recurse.
    private func resume(_ context: ChannelHandlerContext) {
        waiting = .nothing
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute { bound.value.0.advance(bound.value.1) }
    }

    private func advance(_ context: ChannelHandlerContext) {
        guard context.channel.isActive, let step = nextStep() else { return }
        switch step {
        case .awaitRequest: awaitRequest(context)
        case .awaitBytes:
            if scanner.bytes.isEmpty { waiting = .bytes } else { resume(context) }
        case .send(let bytes):
            let buffer = context.channel.allocator.buffer(bytes: bytes)
            whenDone(context.writeAndFlush(wrapOutboundOut(buffer)), context)
        case .flood(let bytes, let total): beginFlood(bytes, total, context)
        case .pause(let duration):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: TimeAmount(duration)) {
                bound.value.0.advance(bound.value.1)
            }
        case .gate(let name):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let loop = context.eventLoop
            journal.whenOpen(gate: name) {
                loop.execute { bound.value.0.advance(bound.value.1) }
            }
        case .mark(let name):
            journal.note { $0.marks.append(name) }
            resume(context)
        case .forever(let steps):
            precondition(!steps.isEmpty, "nothing to do for ever")
            frames.append(Frame(steps: steps, isForever: true))
            resume(context)
        case .stopReading:
            isReading = false
            whenDone(context.channel.setOption(.autoRead, value: false), context)
        case .awaitClose: break
        case .closeOutput:
            whenDone(context.close(mode: .output), context)
        case .close:
            isClosedByScript = true
            context.close(promise: nil)
        case .reset: reset(context)
        }
    }

    private func whenDone(_ future: EventLoopFuture<Void>, _ context: ChannelHandlerContext) {
        future.assumeIsolated().whenSuccess { self.resume(context) }
    }

    private func awaitRequest(_ context: ChannelHandlerContext) {
        guard let request = scanner.next(connection: number) else {
            waiting = .request
            return
        }
        journal.note { $0.requests.append(request) }
        resume(context)
    }

    private func reset(_ context: ChannelHandlerContext) {
        isClosedByScript = true
        guard let provider = context.channel as? any SocketOptionProvider else {
            context.close(promise: nil)
            return
        }
        provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in
            // Through the channel's own pipeline head: TLS would say goodbye first.
            context.channel.close(mode: .all, promise: nil)
        }
    }

    // MARK: - Floods

    private func beginFlood(_ bytes: [UInt8], _ total: Int, _ context: ChannelHandlerContext) {
        precondition(!bytes.isEmpty, "a flood needs bytes")
        // Small patterns are laid end to end, so that the flood is fast.
        let count = max(1, (64 << 10) / bytes.count)
        var buffer = context.channel.allocator.buffer(capacity: count * bytes.count)
        for _ in 0..<count { buffer.writeBytes(bytes) }
        flood = (buffer, total)
        pour(context)
    }

    private func pour(_ context: ChannelHandlerContext) {
        waiting = .nothing
        while let (buffer, bytesLeft) = flood {
            guard bytesLeft > 0 else {
                flood = nil
                resume(context)
                return
            }
            guard context.channel.isWritable else {
                waiting = .writable
                return
            }
            let count = min(bytesLeft, buffer.readableBytes)
            flood = (buffer, bytesLeft - count)
            let piece = buffer.getSlice(at: buffer.readerIndex, length: count) ?? buffer
            let journal = journal
            context.writeAndFlush(wrapOutboundOut(piece)).assumeIsolated().whenSuccess {
                journal.note { $0.floodedBytes += count }
            }
        }
    }
}
