import NIOCore
import Synchronization

/// Which connections are open, and what to do when a client hangs up.
final class ClientConnections: Sendable {
    /// Names one action of one connection.
    struct Registration: Sendable {
        fileprivate let connection: ObjectIdentifier
        fileprivate let number: UInt64
    }

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        /// Connections that have not asked for anything.
        var fresh: Set<ObjectIdentifier> = []
        var actions: [ObjectIdentifier: [UInt64: @Sendable () -> Void]] = [:]
        var nextNumber: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Notes a new connection.
    func opened(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        state.withLock { state in
            state.actions[key] = [:]
            state.channels[key] = channel
            state.fresh.insert(key)
        }
    }

    /// Whether a connection asks for the first time; true only once.
    func isFirstRequest(of channel: any Channel) -> Bool {
        state.withLock { $0.fresh.remove(ObjectIdentifier(channel)) != nil }
    }

    /// Closes every connection.
    func closeAll() {
        for channel in state.withLock({ Array($0.channels.values) }) {
            channel.close(promise: nil)
        }
    }

    /// Performs the actions of a connection that is gone.
    func closed(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        let actions = state.withLock { state in
            state.channels[key] = nil
            state.fresh.remove(key)
            return state.actions.removeValue(forKey: key)
        }
        for action in (actions ?? [:]).values {
            action()
        }
    }

    /// Performs an action when the client hangs up; at once when it already has.
    func whenClosed(
        _ channel: any Channel, perform action: @escaping @Sendable () -> Void
    ) -> Registration {
        let key = ObjectIdentifier(channel)
        let (number, isOpen) = state.withLock { state in
            state.nextNumber += 1
            let isOpen = state.actions[key] != nil
            state.actions[key]?[state.nextNumber] = action
            return (state.nextNumber, isOpen)
        }
        if !isOpen {
            action()
        }
        return Registration(connection: key, number: number)
    }

    /// Drops an action.
    func forget(_ registration: Registration) {
        state.withLock { $0.actions[registration.connection]?[registration.number] = nil }
    }
}
