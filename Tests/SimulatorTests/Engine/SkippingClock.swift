import Synchronization

/// A clock for tests: sleeping returns at once and moves the time to the deadline, or a little beyond it.
final class SkippingClock: Clock {
    struct Instant: InstantProtocol {
        let offset: Duration

        func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }

        func duration(to other: Instant) -> Duration {
            other.offset - offset
        }

        static func < (left: Instant, right: Instant) -> Bool {
            left.offset < right.offset
        }
    }

    /// How late every wake-up is.
    let overshoot: Duration
    private let time = Mutex(Instant(offset: .zero))

    init(overshoot: Duration = .zero) {
        self.overshoot = overshoot
    }

    var now: Instant {
        time.withLock { $0 }
    }

    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        time.withLock { $0 = max($0, deadline.advanced(by: overshoot)) }
        await Task.yield()
    }
}
