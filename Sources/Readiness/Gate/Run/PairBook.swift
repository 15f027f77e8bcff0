import Load
import Signals
import Synchronization

/// Looks at the engine before and after requests that are alone there.
///
/// A look takes a few milliseconds, so only the first requests of a run are looked at, and none any
/// more once a look was slow: the run is not to wait for it.
final class PairBook: Sendable {
    private struct State {
        var looks = 0
        var isOver = false
        var before: SignalReading?
    }

    private let signals: SignalWatch
    private let state = Mutex(State())

    private let lookTimeMax: Duration

    /// The requests looked at.
    private static let looksMax = 20

    /// - Parameters:
    ///   - signals: The engine; nothing is looked at unless there is exactly one replica.
    ///   - lookTimeMax: The longest time of a look after which another is made.
    init(_ signals: SignalWatch, lookTimeMax: Duration) {
        self.signals = signals
        self.lookTimeMax = lookTimeMax
        if signals.count != 1 { state.withLock { $0.isOver = true } }
    }

    /// Looks before a request, unless the look after the one before serves as well.
    func begin() async {
        guard state.withLock({ !$0.isOver && $0.before == nil }) else { return }
        let reading = await look()
        state.withLock { $0.before = reading }
    }

    /// Looks after the request.
    ///
    /// - Returns: The engine's time to the first token of it; `nil` when that cannot be told.
    func end() async -> Duration? {
        guard let before = state.withLock({ $0.isOver ? nil : $0.before }) else { return nil }
        let after = await look()
        state.withLock { state in
            state.before = after
            state.looks += 1
            if state.looks >= Self.looksMax { state.isOver = true }
        }
        return after.flatMap { ServerTimeCheck.time(from: before, to: $0) }
    }

    private func look() async -> SignalReading? {
        let begin = ContinuousClock.now
        let reading = await signals.readOnly()
        let isSlow = begin.duration(to: .now) > lookTimeMax
        let isMute = reading?.observations(.timeToFirstToken) == nil
        if isSlow || isMute { state.withLock { $0.isOver = true } }
        return reading
    }
}
