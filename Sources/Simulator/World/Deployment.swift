/// Replicas of one server, a balancer in front of them, and what goes wrong there.
package struct Deployment: Equatable, Sendable {
    /// Which replica gets the next request.
    package enum Balancing: String, Sendable {
        /// One after the other, whether it answers or not.
        case roundRobin
        /// The one with the fewest requests in flight.
        case leastRequests
    }

    /// How every replica is set up; its ``SimulatedServerConfiguration/faults`` are those of the whole deployment.
    package var server: SimulatedServerConfiguration
    /// How many replicas there are; at least 1.
    package var replicas = 1
    /// How requests are spread over them.
    package var balancing = Balancing.roundRobin
    /// Settings of single replicas that differ from `server`, by number.
    package var overrides: [Int: SimulatedServerConfiguration] = [:]

    /// How long the processes have run when a world in virtual time begins, in seconds.
    ///
    /// Nil leaves it to the story: two seconds when the first requests pay for a start, else six hours.
    package var uptimeSeconds: Double?

    /// Describes a deployment of one replica.
    package init(server: SimulatedServerConfiguration) {
        self.server = server
    }

    /// How a replica is set up.
    package func configuration(of replica: Int) -> SimulatedServerConfiguration {
        overrides[replica] ?? server
    }
}
