import EngineModel
import Synchronization

/// What begins anew when a replica's process does: its counters, and when they started.
final class ReplicaLife: Sendable {
    private struct State {
        var startUnixSeconds: Double
        var startElapsed = Duration.zero
        var counters: RequestCounters
        var scrapes = ScrapeMemory()
        /// Work of earlier lives, which the machine remembers.
        var earlier = EarlierLives()
    }

    private let maxModelLen: Int
    private let state: Mutex<State>

    /// Begins the first life.
    init(maxModelLen: Int, startUnixSeconds: Double) {
        self.maxModelLen = maxModelLen
        state = Mutex(
            State(
                startUnixSeconds: startUnixSeconds,
                counters: RequestCounters(maxModelLen: maxModelLen)))
    }

    /// When the process started, in Unix seconds.
    var startUnixSeconds: Double { state.withLock { $0.startUnixSeconds } }
    /// When it started, since the deployment was set up.
    var startElapsed: Duration { state.withLock { $0.startElapsed } }
    /// What the HTTP side has counted.
    var counters: RequestCounters { state.withLock { $0.counters } }
    /// What the last scrapes have seen.
    var scrapes: ScrapeMemory { state.withLock { $0.scrapes } }

    /// Work of earlier lives, which the machine remembers.
    var earlier: EarlierLives { state.withLock { $0.earlier } }

    /// Begins the next life, with nothing counted.
    ///
    /// - Parameters:
    ///   - metrics: What the engine had counted in the life that ends.
    ///   - elapsed: When, since the deployment was set up.
    ///   - unixSeconds: The same in Unix seconds.
    func restart(after metrics: EngineMetrics, at elapsed: Duration, unixSeconds: Double) {
        state.withLock { state in
            var earlier = state.earlier
            earlier.add(metrics)
            state = State(
                startUnixSeconds: unixSeconds, startElapsed: elapsed,
                counters: RequestCounters(maxModelLen: maxModelLen))
            state.earlier = earlier
        }
    }
}
