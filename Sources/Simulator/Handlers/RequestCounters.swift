import EngineModel
import Synchronization

/// What the HTTP side of the server counts: requests by path and status, and choices per request.
final class RequestCounters: Sendable {
    /// A label set of `http_requests_total`.
    struct Route: Hashable, Comparable, Sendable {
        let handler: String
        let method: String
        let status: String

        static func < (left: Route, right: Route) -> Bool {
            (left.handler, left.method, left.status) < (right.handler, right.method, right.status)
        }
    }

    /// A state of the counters.
    struct Values: Sendable {
        var requests: [Route: Int] = [:]
        var choices = BucketHistogram(bounds: HistogramBounds.requestedChoices)
        var longestAnswer: BucketHistogram
        var generations = 0
    }

    private let state: Mutex<Values>

    init(maxModelLen: Int) {
        state = Mutex(
            Values(
                longestAnswer: BucketHistogram(
                    bounds: HistogramBounds.lengths(upTo: maxModelLen))))
    }

    /// The present state.
    var values: Values {
        state.withLock { $0 }
    }

    /// Counts a response; statuses are grouped as `2xx`.
    func count(handler: String, method: String, status: Int) {
        let route = Route(handler: handler, method: method, status: "\(status / 100)xx")
        state.withLock { $0.requests[route, default: 0] += 1 }
    }

    /// Numbers a request for an answer, from 0.
    func nextGeneration() -> Int {
        state.withLock { state in
            defer { state.generations += 1 }
            return state.generations
        }
    }

    /// Counts a request all of whose answers have ended.
    func countFinished(choices: Int, longestAnswer: Int) {
        state.withLock { state in
            state.choices.observe(Double(choices))
            state.longestAnswer.observe(Double(longestAnswer))
        }
    }
}
