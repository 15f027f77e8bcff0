extension LatencyHistogram {
    /// A bucket and how many times fell into it.
    package struct Bucket: Sendable, Hashable {
        /// The whole nanoseconds that the bucket holds.
        let nanoseconds: ClosedRange<UInt64>
        /// How many recorded times it holds.
        package let count: Int

        /// The smallest time that the bucket holds, in seconds.
        package var lowerSeconds: Double { Double(nanoseconds.lowerBound) / 1e9 }

        /// The largest time that the bucket holds, in seconds.
        package var upperSeconds: Double { Double(nanoseconds.upperBound) / 1e9 }
    }
}
