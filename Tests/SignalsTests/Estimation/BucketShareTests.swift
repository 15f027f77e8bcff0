import Estimates
import Signals
import Testing

@Suite struct BucketShareTests {
    private let buckets: [(upperBound: Double, count: Double)] = [
        (0.25, 80), (0.5, 98), (1, 100), (.infinity, 100),
    ]

    @Test func `a share at a bound is exact`() throws {
        let share = try #require(BucketShare(atMost: 0.5, buckets: buckets))
        #expect(share.isExact)
        #expect(share.estimate.lower == 0.98)
        #expect(share.estimate.upper == 0.98)
        #expect(share.count == 100)
    }

    @Test func `between two bounds the share lies between theirs`() throws {
        let share = try #require(BucketShare(atMost: 0.3, buckets: buckets))
        #expect(!share.isExact)
        #expect(share.bounds == 0.25...0.5)
        #expect(share.lower == 0.8)
        #expect(share.upper == 0.98)
    }

    @Test func `below the first bound only its share limits`() throws {
        let share = try #require(BucketShare(atMost: 0.1, buckets: buckets))
        #expect(share.bounds == 0...0.25)
        #expect(share.lower == 0)
        #expect(share.upper == 0.8)
    }

    @Test func `nothing observed has no share`() {
        #expect(BucketShare(atMost: 1, buckets: [(1, 0), (.infinity, 0)]) == nil)
        #expect(BucketShare(atMost: 1, buckets: [(1, 5)]) == nil)
    }
}
