import Testing

@testable import Simulator

@Suite struct GatewayQueueTests {
    @Test func `a request waits for the first free worker, then for its work`() {
        let queue = GatewayQueue()
        func pass(at seconds: Int) -> Duration {
            queue.enter(at: .seconds(seconds), workers: 2, service: .seconds(3))
        }
        #expect(pass(at: 0) == .seconds(3))
        #expect(pass(at: 1) == .seconds(4))
        // Both are busy: this one starts at 3, the next at 4.
        #expect(pass(at: 1) == .seconds(6))
        #expect(pass(at: 2) == .seconds(7))
        // Long after, all are free again.
        #expect(pass(at: 20) == .seconds(23))
        #expect(pass(at: 20) == .seconds(23))
        #expect(pass(at: 20) == .seconds(26))
    }
}
