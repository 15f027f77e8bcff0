import Synchronization

/// What all replicas of one deployment share: the clock, the faults, the connections, the balancer.
final class SiteState: Sendable {
    let deployment: Deployment
    let connections = ClientConnections()
    let balancer: Balancer
    let gateway = GatewayQueue()
    let clock = ContinuousClock()
    let startInstant: ContinuousClock.Instant
    let startUnixSeconds: Double
    private let trueUnixSeconds: @Sendable () -> Double
    private let requests = Atomic(0)
    private let link = Mutex(LinkState())

    init(deployment: Deployment, unixTime: @escaping @Sendable () -> Double) {
        self.deployment = deployment
        balancer = Balancer(replicas: deployment.replicas, balancing: deployment.balancing)
        startInstant = clock.now
        trueUnixSeconds = unixTime
        startUnixSeconds = unixTime()
    }

    /// What goes wrong.
    var script: FaultScript { deployment.server.faults }

    /// Time since the deployment was set up.
    var elapsed: Duration {
        startInstant.duration(to: clock.now)
    }

    /// What holds now in front of the balancer.
    var conditions: [Fault] {
        script.conditions(at: elapsed, replica: nil)
    }

    /// The time a server would tell under conditions, in Unix seconds.
    func unixSeconds(_ conditions: [Fault]) -> Double {
        conditions.reduce(trueUnixSeconds()) { time, fault in
            guard case .clockSkew(let skew) = fault else { return time }
            return time + skew / .seconds(1)
        }
    }

    /// Works on the link that all answers share, as fast as it is under conditions.
    func onLink<Result: Sendable>(
        _ conditions: [Fault], _ work: @Sendable (inout LinkState) -> Result
    ) -> Result {
        link.withLock { link in
            link.adapt(to: conditions)
            return work(&link)
        }
    }

    /// Sleeps until some time since the start.
    func sleep(untilSeconds seconds: Double) async throws {
        try await clock.sleep(until: startInstant.advanced(by: .seconds(seconds)))
    }

    /// Numbers a request for an answer, from 0, in the order of arrival at all replicas.
    func nextRequest() -> Int {
        requests.add(1, ordering: .relaxed).oldValue
    }
}
