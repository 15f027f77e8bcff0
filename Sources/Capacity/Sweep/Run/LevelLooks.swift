import Foundation
package import Load
import Synchronization

/// Looks at a level while its load goes on, and ends it as soon as it is decided.
///
/// A look is taken when so many requests, counted from the first without a gap, have ended: what is
/// judged is the same whoever is still being answered, so that the slow are not left out.
package final class LevelLooks: Sendable {
    private struct State {
        var ended: [Int: ProbeRecord] = [:]
        /// Requests ended without a gap, from the first on.
        var complete = 0
        var next = 0
        var decidedAt: Int?
    }

    /// Requests of each look, with those that count for nothing.
    private let counts: [Int]
    private let isDecided: @Sendable ([ProbeRecord]) -> Bool
    private let state = Mutex(State())

    /// Creates the looks of one level.
    ///
    /// - Parameters:
    ///   - budget: Says at how many requests to look.
    ///   - plan: The level's load, which starts some more.
    ///   - isDecided: Whether these requests, in start order, decide the level.
    package init(
        _ budget: LevelBudget, of plan: LoadPlan,
        isDecided: @escaping @Sendable ([ProbeRecord]) -> Bool
    ) {
        let uncounted = (plan.requestsMax ?? 0) - (budget.requests ?? 0)
        counts = budget.earlyLooks.map { $0 + uncounted }
        self.isDecided = isDecided
    }

    /// Requests that decided the level before its end, from the first on; `nil` while none did.
    package var decidedAt: Int? { state.withLock { $0.decidedAt } }

    /// Takes a request that ended.
    ///
    /// - Parameter record: The request.
    /// - Returns: Whether to go on.
    package func take(_ record: ProbeRecord) -> LoadStep {
        guard !counts.isEmpty else { return .proceed }
        return state.withLock { state in
            guard state.decidedAt == nil else { return .stop }
            guard state.next < counts.count else { return .proceed }
            state.ended[record.index] = record
            while state.ended[state.complete] != nil { state.complete += 1 }
            while state.next < counts.count, state.complete >= counts[state.next] {
                let count = counts[state.next]
                state.next += 1
                guard isDecided((0..<count).compactMap { state.ended[$0] }) else { continue }
                state.decidedAt = count
                return .stop
            }
            return .proceed
        }
    }

    /// Leaves what decided a level: requests after them were cut short, or were not looked at.
    ///
    /// - Parameter load: What was measured; as it is when no look ended it.
    package func cut(_ load: inout MeasuredLoad) {
        guard let decidedAt, load.end != .cancelled else { return }
        load.records.removeAll { $0.index >= decidedAt }
        load.countsUntil = load.records.map(\.intendedStart).max() ?? load.countsUntil
        load.end = .requestsSpent
    }
}

extension MeasuredLoad {
    /// The first requests of a load that goes on.
    ///
    /// - Parameters:
    ///   - firstRequests: The requests.
    ///   - countsFrom: From when on they count.
    init(firstRequests: [ProbeRecord], countsFrom: Duration) {
        self.init(startedAt: .distantPast, end: .requestsSpent)
        records = firstRequests
        self.countsFrom = countsFrom
        countsUntil = firstRequests.map(\.intendedStart).max() ?? .zero
    }
}
