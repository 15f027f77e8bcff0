import Comparison
import Readiness
import Testing

@Suite struct ToleranceTests {
    @Test func `a tolerance reaches to both sides`() {
        let tolerance = Tolerance(metric: .ttft, share: 0.125)
        #expect(tolerance.contains(ratio: 1.125))
        #expect(tolerance.contains(ratio: 0.875))
        #expect(!tolerance.contains(ratio: 1.2))
        #expect(!tolerance.contains(ratio: 0.8))
    }
}
