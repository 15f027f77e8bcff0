import EngineModel
import Testing

@testable import Simulator

@Suite struct EventQueueTests {
    @Test func `events come by time, and those of one time in the order of their planning`() {
        var queue = EventQueue<Int>()
        var random = RandomSource(seed: 1)
        var planned: [(seconds: Double, event: Int)] = []
        for event in 0..<500 {
            let seconds = Double(random.integer(in: 0...40))
            queue.plan(event, at: seconds)
            planned.append((seconds, event))
        }
        let expected = planned.sorted { ($0.seconds, $0.event) < ($1.seconds, $1.event) }
        var taken: [Int] = []
        while let next = queue.next() { taken.append(next.event) }
        #expect(taken == expected.map(\.event))
        #expect(queue.next() == nil)
    }
}
