import Inference
import Load
import Synchronization

/// Sees that an endpoint is gone: so many requests in a row that found nobody, or that can never
/// work as configured.
final class FailureWatch: Sendable {
    private struct State {
        var run = 0
        var hasSucceeded = false
        var death: String?
    }

    private static let unreachableMax = 5
    private static let configurationMax = 3

    private let state = Mutex(State())

    /// What the last of those requests said; `nil` while the endpoint lives.
    var death: String? { state.withLock { $0.death } }

    /// Takes a request.
    ///
    /// - Parameter record: The request.
    /// - Returns: Whether to go on.
    func take(_ record: ProbeRecord) -> LoadStep {
        state.withLock { state in
            switch record.outcomeClass {
            case .success:
                state.run = 0
                state.hasSucceeded = true
            case .unreachable: state.run += 1
            case .configuration where !state.hasSucceeded: state.run += 1
            case .configuration, .failure, .excluded: break
            }
            let most =
                record.outcomeClass == .configuration
                ? Self.configurationMax : Self.unreachableMax
            if state.run >= most, state.death == nil {
                state.death = record.error ?? record.outcome
            }
            return state.death == nil ? .proceed : .stop
        }
    }
}
