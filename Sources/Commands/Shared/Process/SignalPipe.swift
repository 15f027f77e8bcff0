import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the signal handler writes; -1 while nobody listens.
private let handlerEnd = Atomic<Int32>(-1)

/// Does the little that a signal handler may do: writes the signal's number into a pipe.
private func passOn(_ number: Int32) {
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(handlerEnd.load(ordering: .relaxed), &byte, 1)
    errno = saved
}

/// Brings SIGINT and SIGTERM from a signal handler to ordinary code, through a pipe.
///
/// Dispatch has sources for signals, too; on Linux they lost one in some hundred that came right
/// after the process had started (a signal is handed from thread to thread there, and may end up
/// where nobody looks), and the process ran on for ever.
struct SignalPipe {
    private static let numbers = [SIGINT, SIGTERM]

    private let source: any DispatchSourceRead
    private let readEnd: Int32
    private let previous: [(@convention(c) (Int32) -> Void)?]

    /// Begins to catch the signals; they are kept until ``onSignal(_:)``.
    ///
    /// - Throws: `UsageError` when the system has no pipe to give.
    init() throws(UsageError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw UsageError("signals cannot be caught: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        self.readEnd = readEnd
        source = DispatchSource.makeReadSource(fileDescriptor: readEnd, queue: .global())
        source.setCancelHandler {
            _ = Self.closeFile(readEnd)
            _ = Self.closeFile(writeEnd)
        }
        handlerEnd.store(writeEnd, ordering: .relaxed)
        previous = Self.numbers.map { Self.handle($0, with: passOn) }
    }

    /// Calls back for every signal, those that have come already included.
    ///
    /// - Parameter body: Gets the signal's number.
    func onSignal(_ body: @escaping @Sendable (Int32) -> Void) {
        let readEnd = readEnd
        source.setEventHandler {
            var byte: UInt8 = 0
            if read(readEnd, &byte, 1) == 1 { body(Int32(byte)) }
        }
        source.activate()
    }

    /// Gives the signals back what they did before; whatever hangs later, such as a full pipe, can
    /// be ended as usual.
    func close() {
        for (number, handler) in zip(Self.numbers, previous) {
            _ = Self.handle(number, with: handler)
        }
        handlerEnd.store(-1, ordering: .relaxed)
        source.cancel()
    }

    /// Sets what a signal does.
    ///
    /// - Returns: What it did before.
    private static func handle(
        _ number: Int32, with handler: (@convention(c) (Int32) -> Void)?
    ) -> (@convention(c) (Int32) -> Void)? {
        signal(number, handler)
    }

    private static func closeFile(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #elseif canImport(Musl)
            Musl.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }
}
