import Load
import Testing

@Suite struct ProcessorUseTests {
    private let origin = ContinuousClock.now

    private func use(_ time: Duration, after wall: Duration) -> ProcessorUse {
        ProcessorUse(time: time, instant: origin + wall)
    }

    @Test func `cores are processor time over elapsed time`() {
        let earlier = use(.seconds(1), after: .zero)
        #expect(use(.seconds(4), after: .seconds(2)).coresSince(earlier) == 1.5)
        #expect(use(.seconds(1), after: .seconds(2)).coresSince(earlier) == 0)
    }

    @Test func `no elapsed time is no use`() {
        let reading = use(.seconds(1), after: .seconds(1))
        #expect(reading.coresSince(reading) == 0)
        #expect(use(.seconds(9), after: .zero).coresSince(reading) == 0)
    }

    @Test func `computing uses processor time`() {
        let before = ProcessorUse.now()
        var sum: UInt64 = 1
        while ProcessorUse.now().time <= before.time { sum = sum &* 6_364_136_223_846_793_005 &+ 1 }
        let after = ProcessorUse.now()
        #expect(after.time > before.time)
        #expect(after.instant > before.instant)
        #expect(after.coresSince(before) > 0)
        #expect(sum != 0)
    }
}
