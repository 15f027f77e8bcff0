import Testing

@testable import Simulator

@Suite struct ConditionTimelineTests {
    private let script = FaultScript(rules: [
        FaultRule(elapsed: .seconds(10)..<Duration.seconds(20), replica: 1, faults: [.hang]),
        FaultRule(faults: [.gatewayQueue(workers: 2, service: .milliseconds(5))]),
        FaultRule(
            elapsed: .seconds(15)..<Duration.seconds(30),
            faults: [.throttled(factor: 2, reason: .power)]),
    ])

    @Test func `conditions hold from their begin until just before their end`() {
        let timeline = ConditionTimeline(script, replicas: 2)
        #expect(timeline.boundarySeconds == [10, 15, 20, 30])
        #expect(!timeline.replica(1, at: 9.999).engine.isHanging)
        #expect(timeline.replica(1, at: 10).engine.isHanging)
        #expect(timeline.replica(1, at: 19.999).engine.isHanging)
        #expect(!timeline.replica(1, at: 20).engine.isHanging)
        #expect(timeline.replica(0, at: 25).engine.stepFactor == 2)
        #expect(timeline.replica(0, at: 30).engine.stepFactor == 1)
    }

    @Test func `what is said of one replica holds neither for others nor before the balancer`() {
        let timeline = ConditionTimeline(script, replicas: 2)
        #expect(!timeline.replica(0, at: 12).engine.isHanging)
        #expect(!timeline.path(at: 12).engine.isHanging)
        #expect(timeline.path(at: 0).gateway?.workers == 2)
    }
}
