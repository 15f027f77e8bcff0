import Synchronization

/// Spreads requests over replicas, whether they answer or not.
final class Balancer: Sendable {
    /// One request on its way; it counts as in flight until nobody holds this any more.
    final class Passage: Sendable {
        /// The replica that is to answer.
        let replica: Int
        private let balancer: Balancer

        fileprivate init(replica: Int, balancer: Balancer) {
            self.replica = replica
            self.balancer = balancer
        }

        deinit {
            balancer.state.withLock { $0.inFlight[replica] -= 1 }
        }
    }

    private struct State {
        var next = 0
        var inFlight: [Int]
    }

    private let balancing: Deployment.Balancing
    private let state: Mutex<State>

    /// Prepares a balancer.
    ///
    /// - Parameters:
    ///   - replicas: How many there are; at least 1.
    ///   - balancing: How requests are spread.
    init(replicas: Int, balancing: Deployment.Balancing) {
        self.balancing = balancing
        state = Mutex(State(inFlight: Array(repeating: 0, count: max(1, replicas))))
    }

    /// Takes one request on; ties go to the replica whose turn it is.
    func take() -> Passage {
        let replica = state.withLock { state in
            let count = state.inFlight.count
            let order = (0..<count).map { (state.next + $0) % count }
            let chosen =
                switch balancing {
                case .roundRobin: order[0]
                case .leastRequests:
                    order.min { state.inFlight[$0] < state.inFlight[$1] } ?? order[0]
                }
            state.next = (chosen + 1) % count
            state.inFlight[chosen] += 1
            return chosen
        }
        return Passage(replica: replica, balancer: self)
    }

    /// Requests on their way, by replica.
    var inFlight: [Int] { state.withLock { $0.inFlight } }
}
