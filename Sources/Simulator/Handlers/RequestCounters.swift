import EngineModel
import Synchronization

/// Counts what the HTTP side of the server does.
final class RequestCounters: Sendable {
    private let state: Mutex<HTTPCounts>

    init(maxModelLen: Int) {
        state = Mutex(HTTPCounts(maxModelLen: maxModelLen))
    }

    /// The present state.
    var values: HTTPCounts {
        state.withLock { $0 }
    }

    /// Counts a response.
    func count(handler: String, method: String, status: Int) {
        let route = HTTPCounts.Route(handler: handler, method: method, status: status)
        state.withLock { $0.responses[route, default: 0] += 1 }
    }

    /// Counts a request for an answer.
    func countGeneration() {
        state.withLock { $0.generations += 1 }
    }

    /// Counts a request that was turned away because too many wait.
    func countRejection() {
        state.withLock { $0.rejections += 1 }
    }

    /// Counts a request all of whose answers have ended.
    func countFinished(choices: Int, longestAnswer: Int) {
        state.withLock { state in
            state.choices.observe(Double(choices))
            state.longestAnswer.observe(Double(longestAnswer))
        }
    }
}
