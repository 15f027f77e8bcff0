import Testing

@testable import Simulator

@Suite struct WakeTimesTests {
    @Test func `a loop that is never late sees everything at once`() {
        var wakes = WakeTimes(meanSeconds: 0, seed: 1)
        #expect(wakes.seen(3.25) == 3.25)
    }

    @Test func `the mean wait is what was asked for, whatever the order of asking`() {
        var forward = WakeTimes(meanSeconds: 0.02, seed: 2)
        var backward = WakeTimes(meanSeconds: 0.02, seed: 2)
        let moments = (1...20_000).map { Double($0) * 0.037 }
        let seen = moments.map { forward.seen($0) }
        let again = moments.reversed().map { backward.seen($0) }
        #expect(seen == Array(again.reversed()))
        #expect(zip(moments, seen).allSatisfy { $0 <= $1 })
        let mean = zip(moments, seen).reduce(0) { $0 + $1.1 - $1.0 } / Double(moments.count)
        #expect(abs(mean - 0.02) < 0.001)
    }
}
