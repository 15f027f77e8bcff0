import Simulator

/// How a script says that requests are spread over replicas.
enum BalancingWord: String, CaseIterable {
    /// One after the other.
    case roundRobin = "round-robin"
    /// To the one with the fewest in flight.
    case leastRequests = "least-requests"

    /// What is meant.
    var balancing: Deployment.Balancing {
        switch self {
        case .roundRobin: .roundRobin
        case .leastRequests: .leastRequests
        }
    }
}
