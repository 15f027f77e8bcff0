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
        var actions: [ObjectIdentifier: [UInt64: @Sendable () -> Void]] = [:]
        var nextNumber: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Notes a new connection.
    func opened(_ channel: any Channel) {
        state.withLock { $0.actions[ObjectIdentifier(channel)] = [:] }
    }

    /// Performs the actions of a connection that is gone.
    func closed(_ channel: any Channel) {
        let actions = state.withLock { $0.actions.removeValue(forKey: ObjectIdentifier(channel)) }
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
