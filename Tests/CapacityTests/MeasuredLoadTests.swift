import Foundation
import Load
import Testing

@Suite struct MeasuredLoadTests {
    @Test func `a run of nothing counts nothing`() {
        let load = MeasuredLoad(startedAt: Date(timeIntervalSince1970: 0), end: .cancelled)
        #expect(load.records.isEmpty)
        #expect(load.unsentCount == 0)
        #expect(load.lag == nil)
    }
}
