import Testing

@testable import Simulator

@Suite struct BalancerTests {
    @Test func `round robin goes on whatever is in flight`() {
        let balancer = Balancer(replicas: 3, balancing: .roundRobin)
        let passages = (0..<7).map { _ in balancer.take() }
        #expect(passages.map(\.replica) == [0, 1, 2, 0, 1, 2, 0])
        #expect(balancer.inFlight == [3, 2, 2])
    }

    @Test func `a request counts as in flight until nobody holds it`() {
        let balancer = Balancer(replicas: 2, balancing: .leastRequests)
        var passages = (0..<4).map { _ in balancer.take() }
        #expect(balancer.inFlight == [2, 2])
        passages.removeAll { $0.replica == 1 }
        #expect(balancer.inFlight == [2, 0])
        let next = (0..<2).map { _ in balancer.take() }
        #expect(next.map(\.replica) == [1, 1])
        #expect(passages.count + next.count == 4)
    }
}
