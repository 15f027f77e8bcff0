import Synchronization

/// What a replica's pages of metrics said when a condition began that holds them there.
final class FrozenState: Sendable {
    private struct State {
        var gauges: EngineSnapshot?
        var pages: EngineSnapshot?
    }

    private let state = Mutex(State())

    /// Since when gauges stand still; nil while they do not.
    var gauges: EngineSnapshot? { state.withLock { $0.gauges } }
    /// Since when whole pages stand still; nil while they do not.
    var pages: EngineSnapshot? { state.withLock { $0.pages } }

    /// Takes note of the conditions of this moment.
    ///
    /// - Parameters:
    ///   - conditions: What holds.
    ///   - now: What the pages say; asked for only when a condition has just begun.
    func follow(_ conditions: [Fault], now: () -> EngineSnapshot) {
        let holdsGauges = conditions.contains(.frozenGauges)
        let holdsPages = conditions.contains(.frozenPage)
        state.withLock { state in
            state.gauges = holdsGauges ? state.gauges ?? now() : nil
            state.pages = holdsPages ? state.pages ?? now() : nil
        }
    }
}
