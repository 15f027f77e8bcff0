import Diagnosis
import Testing

@Suite struct CauseTests {
    @Test func `there is a cause for each of the forty faults and one more`() {
        #expect(Cause.allCases.count == 41)
    }
}
