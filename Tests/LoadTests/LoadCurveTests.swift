import Load
import Testing

@Suite struct LoadCurveTests {
    @Test func `a ramp grows evenly and stays`() {
        let ramp = LoadCurve.ramp(to: 10, overSeconds: 20)
        #expect(ramp.value(at: 0) == 0)
        #expect(ramp.value(at: 5) == 2.5)
        #expect(ramp.value(at: 20) == 10)
        #expect(ramp.value(at: 500) == 10)
    }

    @Test func `two points at one offset are a step`() {
        let step = LoadCurve(points: [
            .init(offsetSeconds: 0, value: 1), .init(offsetSeconds: 10, value: 1),
            .init(offsetSeconds: 10, value: 4),
        ])
        #expect(step.value(at: 9.99) == 1)
        #expect(step.value(at: 10) == 4)
    }
}
