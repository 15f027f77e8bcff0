import Histogram

/// Latencies counted in buckets whose width is a small share of their value; histograms merge
/// without loss.
///
/// Times are kept as whole nanoseconds. Up to 2,047 ns every nanosecond has its own bucket; beyond,
/// a bucket is at most 1/1,024 of its value wide (``relativeError``). Failed and timed-out requests
/// count as slower than anything. Memory grows with the largest time recorded and ends at about 320
/// KB, however many times are recorded.
package struct LatencyHistogram: Sendable, Equatable {
    /// The largest width of a bucket, relative to any value in it.
    package static let relativeError = 1.0 / 1_024
    /// The longest time that is told apart from a failure.
    package static let longest = Duration.seconds(86_400)
    static let longestNanoseconds: UInt64 = 86_400_000_000_000

    /// How many recorded times were failures, or longer than ``longest``.
    package private(set) var unboundedCount = 0
    /// The finite times recorded.
    private var finite = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
    /// The smallest and largest finite time, exact; meaningless while there is none.
    private(set) var smallestNanoseconds = UInt64.max
    private(set) var largestNanoseconds: UInt64 = 0

    /// Makes an empty histogram.
    package init() {}

    /// How many times were recorded, failures included.
    package var count: Int { finiteCount + unboundedCount }

    /// How many finite times were recorded.
    package var finiteCount: Int { Int(clamping: finite.totalCount) }

    /// Whether nothing was recorded.
    package var isEmpty: Bool { count == 0 }

    /// The smallest finite time recorded, exact to the nanosecond.
    package var smallest: Duration? {
        finiteCount == 0 ? nil : .nanoseconds(Int64(smallestNanoseconds))
    }

    /// The largest finite time recorded, exact to the nanosecond.
    package var largest: Duration? {
        finiteCount == 0 ? nil : .nanoseconds(Int64(largestNanoseconds))
    }

    /// Records a time; a negative one, which a clock that was set back can produce, counts as zero.
    package mutating func record(_ time: Duration) {
        if time > Self.longest {
            recordUnbounded()
            return
        }
        let (seconds, attoseconds) = max(time, .zero).components
        let nanoseconds = UInt64(seconds) * 1_000_000_000
        record(
            nanoseconds: nanoseconds + UInt64((attoseconds + 500_000_000) / 1_000_000_000),
            count: 1)
    }

    /// Records a time in seconds; infinity and what is not a number count as a failure.
    package mutating func record(seconds: Double) {
        guard seconds <= 86_400 else {
            recordUnbounded()
            return
        }
        record(nanoseconds: UInt64((max(seconds, 0) * 1e9).rounded()), count: 1)
    }

    /// Records a failed or timed-out request: slower than any time.
    package mutating func recordUnbounded() {
        recordUnbounded(count: 1)
    }

    mutating func recordUnbounded(count: Int) {
        unboundedCount += count
    }

    /// Records a time of at most ``longest`` that often, 1 or more.
    mutating func record(nanoseconds: UInt64, count: UInt64) {
        finite.record(nanoseconds, count: count)
        smallestNanoseconds = min(smallestNanoseconds, nanoseconds)
        largestNanoseconds = max(largestNanoseconds, nanoseconds)
    }

    /// Adds all counts of another histogram; the result is what recording both sets of times in one
    /// would have given.
    package mutating func merge(_ other: LatencyHistogram) {
        finite.add(other.finite)
        unboundedCount += other.unboundedCount
        smallestNanoseconds = min(smallestNanoseconds, other.smallestNanoseconds)
        largestNanoseconds = max(largestNanoseconds, other.largestNanoseconds)
    }

    /// The bucket that holds a time.
    func bucketRange(ofNanoseconds value: UInt64) -> ClosedRange<UInt64> {
        finite.lowestEquivalentForValue(value)...finite.highestEquivalentForValue(value)
    }

    /// The buckets that hold finite times, in ascending order.
    package var buckets: [Bucket] {
        finite.recordedValues().map { recorded in
            Bucket(
                nanoseconds: bucketRange(ofNanoseconds: recorded.value),
                count: Int(clamping: recorded.count))
        }
    }
}
