/// A clock that stands still until a test moves it.
struct ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Face {
        var now = Instant(offset: .zero)
        var deadlines: [Instant] = []
    }

    private let face = Watched(Face())

    var now: Instant { face.value.now }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        face.change { $0.deadlines.append(deadline) }
        let isOver = await face.wait { $0.now >= deadline }
        face.change { face in
            if let place = face.deadlines.firstIndex(of: deadline) {
                face.deadlines.remove(at: place)
            }
        }
        if !isOver { throw CancellationError() }
    }

    /// Moves the hands.
    func advance(by duration: Duration) {
        face.change { $0.now = $0.now.advanced(by: duration) }
    }

    /// Waits until so many sleepers wait for moments to come.
    func slept(by count: Int) async {
        await face.wait { face in face.deadlines.count { $0 > face.now } >= count }
    }
}
