extension LatencyHistogram: Codable {
    private enum CodingKeys: String, CodingKey {
        case unbounded
        case smallestNanoseconds = "smallest_ns"
        case largestNanoseconds = "largest_ns"
        case buckets = "buckets_ns"
    }

    /// Writes the buckets that hold something, as one list of alternating lower edge (ns) and
    /// count.
    ///
    /// - Throws: What the encoder throws.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(unboundedCount, forKey: .unbounded)
        if finiteCount > 0 {
            try container.encode(smallestNanoseconds, forKey: .smallestNanoseconds)
            try container.encode(largestNanoseconds, forKey: .largestNanoseconds)
        }
        var flat: [UInt64] = []
        for bucket in buckets {
            flat.append(bucket.nanoseconds.lowerBound)
            flat.append(UInt64(bucket.count))
        }
        try container.encode(flat, forKey: .buckets)
    }

    /// Reads what ``encode(to:)`` writes; the result equals the histogram that was written.
    ///
    /// - Throws: `DecodingError` when a key is missing or the buckets are not such a list: an odd
    ///   number of entries, edges that do not ascend or are no lower edges, empty buckets, counts
    ///   beyond 10 to the 15, or extremes outside the outermost buckets.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        let unbounded = try container.decode(Int.self, forKey: .unbounded)
        let flat = try container.decode([UInt64].self, forKey: .buckets)
        func corrupted(_ what: String) -> DecodingError {
            .dataCorruptedError(forKey: .buckets, in: container, debugDescription: what)
        }
        guard unbounded >= 0 && unbounded <= Self.countLimit else {
            throw corrupted("the number of failures is \(unbounded); expected 0 or more")
        }
        guard flat.count.isMultiple(of: 2) else {
            throw corrupted("\(flat.count) entries; expected pairs of lower edge and count")
        }
        recordUnbounded(count: unbounded)
        guard !flat.isEmpty else { return }
        let smallest = try container.decode(UInt64.self, forKey: .smallestNanoseconds)
        let largest = try container.decode(UInt64.self, forKey: .largestNanoseconds)
        let pairs = stride(from: 0, to: flat.count, by: 2).map { (flat[$0], flat[$0 + 1]) }
        if let problem = problem(in: pairs, smallest: smallest, largest: largest) {
            throw corrupted(problem)
        }
        for (index, (edge, bucketCount)) in pairs.enumerated() {
            let isFirst = index == 0
            let isLast = index == pairs.count - 1
            var rest = bucketCount
            // The extremes go in as themselves, so that the histogram knows them as it did before.
            if isFirst {
                record(nanoseconds: smallest, count: 1)
                rest -= 1
            }
            if isLast && rest > 0 {
                record(nanoseconds: largest, count: 1)
                rest -= 1
            }
            if rest > 0 { record(nanoseconds: isFirst ? smallest : edge, count: rest) }
        }
    }

    private static let countLimit = 1_000_000_000_000_000

    /// What is wrong with a list of buckets, if anything is.
    private func problem(
        in pairs: [(UInt64, UInt64)], smallest: UInt64, largest: UInt64
    ) -> String? {
        var previous: UInt64?
        var total: UInt64 = 0
        for (edge, bucketCount) in pairs {
            guard edge <= Self.longestNanoseconds else {
                return "the lower edge \(edge) is beyond a day of nanoseconds"
            }
            guard bucketRange(ofNanoseconds: edge).lowerBound == edge else {
                return "\(edge) is not the lower edge of a bucket"
            }
            if let previous, previous >= edge {
                return "the lower edge \(edge) follows \(previous); expected ascending edges"
            }
            guard bucketCount > 0 && bucketCount <= UInt64(Self.countLimit) - total else {
                return
                    "the bucket at \(edge) counts \(bucketCount); expected 1 or more, and at most"
                    + " \(Self.countLimit) in all"
            }
            previous = edge
            total += bucketCount
        }
        guard let first = pairs.first, let last = pairs.last else { return nil }
        let isInside =
            bucketRange(ofNanoseconds: first.0).contains(smallest)
            && bucketRange(ofNanoseconds: last.0).contains(largest)
            && smallest <= largest && largest <= Self.longestNanoseconds
            && (total > 1 || smallest == largest)
        return isInside
            ? nil : "the extremes \(smallest) and \(largest) lie outside the outermost buckets"
    }
}
