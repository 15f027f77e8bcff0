import Inference
import Synchronization

/// A workload whose first turns were made beforehand, for sessions that all start at once.
///
/// What it answers is what the workload itself would answer.
struct PreparedWorkload: Workload {
    /// The turns that nobody has asked for yet, by session.
    private final class Store: Sendable {
        private let turns: Mutex<[Turn?]>
        init(_ turns: [Turn?]) { self.turns = Mutex(turns) }

        /// Hands a turn out, once.
        func take(_ session: Int) -> Turn? {
            turns.withLock { turns in
                guard turns.indices.contains(session) else { return nil }
                defer { turns[session] = nil }
                return turns[session]
            }
        }
    }

    private let workload: any Workload
    private let store: Store

    /// The most text kept, in bytes: long prompts of many sessions would fill the memory.
    private static let bytesMax = 16 << 20

    /// Makes the first turns of a workload.
    ///
    /// - Parameters:
    ///   - workload: The workload.
    ///   - sessions: How many sessions will start at once.
    init(_ workload: any Workload, sessions: Int) {
        self.workload = workload
        var turns: [Turn?] = []
        var bytes = 0
        while turns.count < sessions, bytes < Self.bytesMax,
            let turn = workload.turn(0, ofSession: turns.count)
        {
            bytes += turn.messages.reduce(0) { $0 + $1.content.utf8.count }
            turns.append(turn)
        }
        store = Store(turns)
    }

    var name: String { workload.name }
    var sessionCount: Int? { workload.sessionCount }

    func turn(_ turn: Int, ofSession session: Int) -> Turn? {
        if turn == 0, let made = store.take(session) { return made }
        return workload.turn(turn, ofSession: session)
    }

    func recordedStart(ofSession session: Int) -> Duration? {
        workload.recordedStart(ofSession: session)
    }
}
