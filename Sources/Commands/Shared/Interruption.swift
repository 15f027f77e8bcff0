import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns SIGINT and SIGTERM into task cancellation, so that partial results are written.
///
/// The second signal of either kind ends the process at once.
final class Interruption: Sendable {
    private let first = Mutex<Int32?>(nil)

    /// The signal that came, once one has.
    var signal: Int32? { first.withLock { $0 } }

    /// The exit code that the signal asks for, once one has come.
    var exitStatus: ExitStatus? { signal.map(ExitStatus.after) }

    /// Runs work that the two signals cancel.
    ///
    /// - Parameter work: The work; sees `Task.isCancelled` after a signal.
    /// - Returns: What the work returns.
    /// - Throws: What the work throws.
    func guarding<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        // The task is unstructured so that a signal handler can cancel it; it is awaited below.
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM].map { number in
            let previous = Self.set(number, to: SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in
                let isFirst = first.withLock { signal in
                    guard signal == nil else { return false }
                    signal = number
                    return true
                }
                if !isFirst { _exit(128 + number) }
                task.cancel()
            }
            source.resume()
            return (number, source, previous)
        }
        defer {
            for (number, source, previous) in sources {
                source.cancel()
                // Whatever hangs after the work, such as a full pipe, can be ended as before.
                Self.set(number, to: previous)
            }
        }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Sets what a signal does.
    ///
    /// - Returns: What it did before.
    @discardableResult
    private static func set(
        _ number: Int32, to handler: (@convention(c) (Int32) -> Void)?
    ) -> (@convention(c) (Int32) -> Void)? {
        #if canImport(Glibc)
            Glibc.signal(number, handler)
        #elseif canImport(Musl)
            Musl.signal(number, handler)
        #else
            Darwin.signal(number, handler)
        #endif
    }
}
