/// A door that opens once; whoever waits goes on when it does, or when its task is cancelled.
struct Latch: Sendable {
    private let stream: AsyncStream<Never>
    private let door: AsyncStream<Never>.Continuation

    init() {
        (stream, door) = AsyncStream.makeStream()
    }

    /// Opens it; has no effect the second time.
    func open() { door.finish() }

    /// Waits until it is open; one task only.
    func wait() async {
        for await _ in stream {}
    }
}
