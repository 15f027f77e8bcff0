#if os(Linux)
    import CHost
    import NIOCore

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif

    /// A connection's bytes on a plain TCP socket.
    final class SocketTransport: Transport, ReactorSource {
        private enum State {
            case connecting
            case open
            case closed
        }

        private let loop: ReactorLoop
        private let connection: Connection
        private var onFailure: ((any Error) -> Void)?
        private var state = State.connecting
        private var descriptor: Int32 = -1
        private var place: Int?
        private var connectTimer: Scheduled<Void>?

        /// What the kernel has not taken yet, and how much of it it has.
        private var unsent: [UInt8] = []
        private var sentCount = 0

        /// Creates a transport without a socket.
        ///
        /// - Parameters:
        ///   - loop: Where the socket is watched.
        ///   - connection: Hears what happens.
        ///   - onFailure: Hears of a connection that does not come about.
        init(
            loop: ReactorLoop, connection: Connection, onFailure: @escaping (any Error) -> Void
        ) {
            self.loop = loop
            self.connection = connection
            self.onFailure = onFailure
        }

        deinit {
            if descriptor >= 0 { creactor_close(descriptor) }
        }

        // MARK: - Connecting

        /// Connects to an address.
        ///
        /// - Parameters:
        ///   - address: The address.
        ///   - time: How long it may take.
        func connect(to address: SocketAddress, within time: Duration) {
            descriptor = creactor_make_socket(Int32(address.protocol.rawValue))
            guard descriptor >= 0 else { return fail(errno, "socket") }
            let result = address.withSockAddr { bytes, count in
                creactor_connect(descriptor, bytes, UInt32(count))
            }
            guard result == 0 || errno == EINPROGRESS else { return fail(errno, "connect") }
            place = loop.watch(descriptor, isWriting: true, self)
            guard place != nil else { return fail(errno, "epoll_ctl") }
            let wait = TimeAmount(time)
            connectTimer = loop.scheduleTask(in: wait) {
                [bound = NIOLoopBound(self, eventLoop: loop)] in
                bound.value.fail(ChannelError.connectTimeout(wait))
            }
        }

        private func fail(_ code: Int32, _ call: StaticString) {
            fail(IOError(errnoCode: code, reason: "\(call)"))
        }

        /// Gives the attempt up.
        private func fail(_ error: any Error) {
            guard state == .connecting else { return }
            let report = onFailure
            release()
            report?(error)
        }

        private func connected() {
            let code = creactor_socket_error(descriptor)
            guard code == 0 else { return fail(code, "connect") }
            connectTimer?.cancel()
            connectTimer = nil
            onFailure = nil
            state = .open
            if let place { loop.rewatch(descriptor, place: place, isWriting: false) }
            connection.attach(self)
            connection.connected(at: .now)
        }

        // MARK: - Transport

        var isActive: Bool { state == .open }

        func send(_ bytes: [UInt8]) {
            guard state == .open else { return }
            if unsent.isEmpty {
                unsent = bytes
                sentCount = 0
            } else {
                unsent += bytes
            }
            flush()
        }

        /// Hands the kernel what it takes.
        private func flush() {
            let count = unsent.withUnsafeBytes { bytes in
                creactor_send(
                    descriptor, bytes.baseAddress.map { $0 + sentCount },
                    UInt(bytes.count - sentCount))
            }
            let isStuck = count < 0 && (errno == EAGAIN || errno == EINTR || errno == ENOBUFS)
            if count < 0, !isStuck {
                // The peer may have answered before it went: what it said is read first, and the
                // reads find the end.
                unsent = []
                watchWriting(false)
                return
            }
            sentCount += max(0, count)
            guard sentCount == unsent.count else { return watchWriting(true) }
            unsent = []
            watchWriting(false)
            connection.written(at: .now)
        }

        private var isWatchingWriting = false

        private func watchWriting(_ isWanted: Bool) {
            guard isWanted != isWatchingWriting, let place else { return }
            isWatchingWriting = isWanted
            loop.rewatch(descriptor, place: place, isWriting: isWanted)
        }

        func close() {
            guard state != .closed else { return }
            release()
            // Not from within: whoever closes is in the middle of something.
            let bound = NIOLoopBound(self, eventLoop: loop)
            loop.execute { bound.value.end() }
        }

        /// Gives the socket back.
        private func release() {
            state = .closed
            connectTimer?.cancel()
            connectTimer = nil
            onFailure = nil
            unsent = []
            if let place { loop.forget(place) }
            place = nil
            if descriptor >= 0 { creactor_close(descriptor) }
            descriptor = -1
        }

        /// Tells the connection that it is over.
        private func end() {
            connection.closed(at: .now)
            connection.detach(self)
        }

        // MARK: - Readiness

        func ready(isReadable: Bool, isWritable: Bool) {
            if state == .connecting {
                guard isWritable else { return }
                connected()
            } else if isWritable, isWatchingWriting {
                flush()
            }
            if isReadable, state == .open { read() }
        }

        /// Reads once; the instant is that of the read.
        private func read() {
            let count = creactor_receive(
                descriptor, loop.buffer.baseAddress, UInt(loop.buffer.count))
            let code = errno
            let instant = ContinuousClock.now
            if count > 0 {
                connection.received(
                    UnsafeRawBufferPointer(rebasing: loop.buffer[..<count]), at: instant)
                connection.readCompleted()
            } else if count == 0 {
                release()
                end()
            } else if code != EAGAIN, code != EINTR {
                release()
                connection.failed(IOError(errnoCode: code, reason: "recv"), at: instant)
                end()
            }
        }
    }
#endif
