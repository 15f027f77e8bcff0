import PromQL
import Testing

@Suite struct SourceRangeTests {
    @Test func `a range ends behind its last byte`() {
        #expect(SourceRange(start: 2, end: 5).end == 5)
    }
}
