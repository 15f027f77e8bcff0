import NIOCore
import Synchronization

/// What has happened on a scripted server, and who waits for what.
final class ServerJournal: Sendable {
    /// The facts so far.
    struct Facts: Sendable {
        /// Connections accepted.
        var connectionCount = 0
        /// Connections that the client closed or reset.
        var clientClosedCount = 0
        /// Requests read whole.
        var requests: [RecordedRequest] = []
        /// Marks that scripts have passed.
        var marks: [String] = []
        /// Bytes that floods have brought to the kernel.
        var floodedBytes = 0
    }

    private struct Waiter {
        var isMet: @Sendable (Facts) -> Bool
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var facts = Facts()
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
        var channels: [ObjectIdentifier: any Channel] = [:]
        var openGates: Set<String> = []
        var gateWaiters: [String: [@Sendable () -> Void]] = [:]
        var isStopped = false
    }

    private let state = Mutex(State())

    /// The facts so far.
    var facts: Facts { state.withLock { $0.facts } }

    /// Changes the facts and wakes whoever waited for them.
    func note(_ change: (inout Facts) -> Void) {
        let woken = state.withLock { state in
            change(&state.facts)
            let met = state.waiters.filter { $0.value.isMet(state.facts) }
            for id in met.keys { state.waiters[id] = nil }
            return met.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Waits until the facts meet a condition.
    ///
    /// - Parameter isMet: The condition.
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func wait(until isMet: @escaping @Sendable (Facts) -> Bool) async throws {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                let isOver = state.withLock { state in
                    if isMet(state.facts) || Task.isCancelled { return true }
                    state.waiters[id] = Waiter(isMet: isMet, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
            try Task.checkCancellation()
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    // MARK: - Connections

    /// Keeps a connection's channel, to close it in the end.
    ///
    /// - Returns: The connection's number, from 0; `nil` when the server has stopped.
    func accepted(_ channel: any Channel) -> Int? {
        let isStopped = state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = channel
            return state.isStopped
        }
        guard !isStopped else { return nil }
        var number = 0
        note { facts in
            number = facts.connectionCount
            facts.connectionCount += 1
        }
        return number
    }

    /// Forgets a connection that has closed.
    func closed(_ channel: any Channel) {
        state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Ends the server's life.
    ///
    /// - Returns: The connections still open.
    func stop() -> [any Channel] {
        state.withLock { state in
            state.isStopped = true
            state.gateWaiters = [:]
            return Array(state.channels.values)
        }
    }

    // MARK: - Gates

    /// Opens a gate for good.
    func open(gate: String) {
        let woken = state.withLock { state in
            state.openGates.insert(gate)
            return state.gateWaiters.removeValue(forKey: gate) ?? []
        }
        for wake in woken { wake() }
    }

    /// Calls back when a gate is open, at once or later.
    func whenOpen(gate: String, _ wake: @escaping @Sendable () -> Void) {
        let isOpen = state.withLock { state in
            if !state.openGates.contains(gate) {
                state.gateWaiters[gate, default: []].append(wake)
                return false
            }
            return true
        }
        if isOpen { wake() }
    }
}
