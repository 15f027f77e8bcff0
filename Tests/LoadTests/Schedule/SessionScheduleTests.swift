import Estimates
import Load
import Testing

@Suite struct SessionScheduleTests {
    private typealias Change = SessionSchedule.Change

    @Test func `a constant number never changes`() {
        #expect(
            SessionSchedule(LoadCurve(constant: 64)).changes
                == [Change(offsetSeconds: 0, count: 64)])
    }

    @Test func `a ramp adds sessions one by one`() {
        #expect(
            SessionSchedule(.ramp(to: 4, overSeconds: 8)).changes == [
                Change(offsetSeconds: 0, count: 0), Change(offsetSeconds: 1, count: 1),
                Change(offsetSeconds: 3, count: 2), Change(offsetSeconds: 5, count: 3),
                Change(offsetSeconds: 7, count: 4),
            ])
    }

    @Test func `steps change it at once, up and down`() {
        let steps = LoadCurve(points: [
            .init(offsetSeconds: 0, value: 1), .init(offsetSeconds: 10, value: 1),
            .init(offsetSeconds: 10, value: 4), .init(offsetSeconds: 20, value: 4),
            .init(offsetSeconds: 20, value: 2),
        ])
        #expect(
            SessionSchedule(steps).changes == [
                Change(offsetSeconds: 0, count: 1), Change(offsetSeconds: 10, count: 4),
                Change(offsetSeconds: 20, count: 2),
            ])
    }

    @Test func `a ramp down takes sessions away one by one`() {
        let fall = LoadCurve(points: [
            .init(offsetSeconds: 0, value: 2), .init(offsetSeconds: 4, value: 0),
        ])
        #expect(
            SessionSchedule(fall).changes == [
                Change(offsetSeconds: 0, count: 2), Change(offsetSeconds: 1, count: 1),
                Change(offsetSeconds: 3, count: 0),
            ])
    }

    @Test(arguments: 0..<50) func `every change is the curve rounded`(seed: Int) {
        var generator = SplitMix64(seed: UInt64(seed))
        var offset = 0.0
        let points = (0..<6).map { _ in
            offset += Double(Int.random(in: 0...3, using: &generator))
            return LoadCurve.Point(
                offsetSeconds: offset, value: Double(Int.random(in: 0...12, using: &generator)))
        }
        let curve = LoadCurve(points: points)
        let changes = SessionSchedule(curve).changes
        for (number, change) in changes.enumerated() {
            let until = number + 1 < changes.count ? changes[number + 1].offsetSeconds : offset + 1
            let middle = (change.offsetSeconds + until) / 2
            #expect(abs(curve.value(at: middle) - Double(change.count)) <= 0.5, "seed \(seed)")
        }
    }
}
