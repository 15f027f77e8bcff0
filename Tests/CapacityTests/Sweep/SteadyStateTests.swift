import Capacity
import Foundation
import Load
import Testing

@Suite struct SteadyStateTests {
    @Test func `the first answers and the last starts of a closed loop do not count`() {
        let load = ScriptedLevels.load(sessions: 4, requests: 40) { _ in (0.1, 1) }
        let steady = SteadyState(of: load, shape: .closed(sessions: LoadCurve(constant: 4)))
        #expect(steady.rampUp == 4)
        #expect(steady.runOut == 4)
        #expect(steady.records.count == 32)
        #expect(steady.from == .seconds(1))
        #expect(steady.records.map(\.index) == Array(4..<36))
    }

    @Test func `what is under way when the last session begins does not count`() {
        var load = MeasuredLoad(startedAt: .distantPast, end: .requestsSpent)
        load.records = (0..<20).map {
            ScriptedLevels.record($0, start: Double($0) * 0.5, endToEnd: 1)
        }
        let steady = SteadyState(
            of: load, shape: .closed(sessions: .ramp(to: 2, overSeconds: 3)))
        // The request that starts at 3 s ends at 4 s.
        #expect(steady.from == .seconds(4))
        #expect(steady.records.first?.intendedStart == .seconds(4))
    }

    @Test func `an open loop counts from its first answer on, after the warm-up`() {
        var load = MeasuredLoad(startedAt: .distantPast, end: .timeSpent)
        load.records = (0..<20).map {
            ScriptedLevels.record($0, start: Double($0) * 0.5, endToEnd: 2)
        }
        let shape = LoadShape.open(rate: LoadCurve(constant: 2), arrivals: .constant)
        #expect(SteadyState(of: load, shape: shape).from == .seconds(2))
        load.countsFrom = .seconds(5)
        let steady = SteadyState(of: load, shape: shape)
        #expect(steady.from == .seconds(5))
        #expect(steady.runOut == 0)
        #expect(steady.records.count == 10)
    }

    @Test func `a run that never reached its level has no steady part`() {
        let load = ScriptedLevels.load(sessions: 8, requests: 6) { _ in (0.1, 1) }
        let steady = SteadyState(of: load, shape: .closed(sessions: LoadCurve(constant: 8)))
        #expect(steady.records.isEmpty)
        #expect(steady.span >= .zero)
    }
}
