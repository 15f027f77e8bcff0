package import NIOCore

/// The monotonic clock, with a sleep that wakes on an event loop's own timer.
///
/// A task that runs on the loop (see ``EventLoopExecutor``) sleeps and wakes without a hop to
/// another thread, and as exactly as the kernel's timer.
package struct EventLoopClock: Clock {
    package typealias Duration = Swift.Duration
    package typealias Instant = ContinuousClock.Instant

    private let eventLoop: any EventLoop

    /// Creates a clock.
    ///
    /// - Parameter eventLoop: Whose timer wakes sleepers.
    package init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    package var now: Instant { .now }

    package var minimumResolution: Duration { .nanoseconds(1) }

    /// Sleeps until an instant.
    ///
    /// - Parameters:
    ///   - deadline: When to wake; never earlier.
    ///   - tolerance: Not made use of: the timer is exact.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        try Task.checkCancellation()
        guard deadline > .now else { return }
        let sleeper = NIOLoopBoundBox.makeBoxSendingValue(Sleeper(), eventLoop: eventLoop)
        let loop = eventLoop
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if loop.inEventLoop {
                    sleeper.value.begin(until: deadline, on: loop, continuation)
                } else {
                    loop.execute { sleeper.value.begin(until: deadline, on: loop, continuation) }
                }
            }
        } onCancel: {
            loop.execute { sleeper.value.cancel() }
        }
    }

    /// One sleep; confined to the event loop.
    private final class Sleeper {
        private var continuation: CheckedContinuation<Void, any Error>?
        private var timer: Scheduled<Void>?
        private var isCancelled = false

        func begin(
            until deadline: Instant, on eventLoop: any EventLoop,
            _ continuation: CheckedContinuation<Void, any Error>
        ) {
            guard !isCancelled else {
                continuation.resume(throwing: CancellationError())
                return
            }
            self.continuation = continuation
            wait(until: deadline, on: eventLoop)
        }

        func cancel() {
            isCancelled = true
            timer?.cancel()
            end(.failure(CancellationError()))
        }

        private func wait(until deadline: Instant, on eventLoop: any EventLoop) {
            let left = min(Instant.now.duration(to: deadline), .seconds(3600))
            guard left > .zero else {
                end(.success(()))
                return
            }
            timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(left)) {
                // Long sleeps are cut, and a timer may be a little early.
                self.wait(until: deadline, on: eventLoop)
            }
        }

        private func end(_ result: Result<Void, any Error>) {
            continuation?.resume(with: result)
            continuation = nil
            timer = nil
        }
    }
}
