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
/// The second signal of either kind ends the process at once. One interruption guards at a time.
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
    /// - Throws: What the work throws; `UsageError` when the system has no pipe to give.
    func guarding<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let pipe = try SignalPipe()
        // The task is unstructured so that a signal can cancel it; it is awaited below.
        let task = Task { try await work() }
        pipe.onSignal { [self] number in
            let isFirst = first.withLock { signal in
                guard signal == nil else { return false }
                signal = number
                return true
            }
            if !isFirst { _exit(128 + number) }
            task.cancel()
        }
        defer { pipe.close() }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
