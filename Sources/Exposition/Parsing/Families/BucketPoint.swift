/// What one histogram has said so far, for the rules that need more than one of its lines.
struct BucketPoint {
    private var bound: Double?
    private var countOfBucket = 0.0
    private var count: Double?
    private var sum: Double?
    private var hasNegativeBound = false

    /// Takes in one sample of the point.
    ///
    /// - Parameters:
    ///   - role: what the sample is for.
    ///   - value: its value.
    ///   - upperBound: its `le`, for a bucket.
    /// - Returns: the rule that it breaks, or nil.
    mutating func add(
        _ role: SampleRole, _ value: Double, upperBound: Double?
    ) -> OpenMetricsRule? {
        switch role {
        case .bucket:
            guard let upperBound else { return .bucketWithoutBound }
            if let bound, upperBound <= bound { return .bucketsOutOfOrder }
            if value < countOfBucket { return .bucketCountsDecrease }
            if upperBound < 0 { hasNegativeBound = true }
            bound = upperBound
            countOfBucket = value
        case .count, .gaugeCount: count = value
        case .sum, .gaugeSum: sum = value
        case .value, .total, .created, .info: break
        }
        return nil
    }

    /// The rule that the complete point breaks, or nil.
    func fault(of type: MetricType) -> OpenMetricsRule? {
        if bound != .infinity { return .infiniteBucketMissing }
        if let count, count != countOfBucket { return .countIsNotInfiniteBucket }
        if sum != nil, count == nil { return .sumWithoutCount }
        if sum == nil, count != nil { return .countWithoutSum }
        guard let sum else { return nil }
        if type == .histogram, hasNegativeBound { return .sumWithNegativeBounds }
        let isBelowZero = type == .gaugeHistogram && !hasNegativeBound && sum < 0
        return isBelowZero ? .negativeSumWithoutNegativeBounds : nil
    }
}
