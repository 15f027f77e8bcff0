extension BatchMeans {
    /// The ratio of two means, from stretches of two observations that know nothing of each other.
    ///
    /// Its logarithm is about normal with the variance (s1 / m1)^2 / n1 + (s2 / m2)^2 / n2 (delta
    /// method); the t quantile is that of the shorter observation.
    ///
    /// - Parameters:
    ///   - numerator: The mean of each stretch above the line.
    ///   - denominator: The mean of each stretch below it.
    ///   - confidence: The confidence level, between 0 and 1.
    /// - Returns: The ratio of the means; without a point where either is not positive, without
    ///   bounds for fewer than two stretches.
    package static func ratio(
        _ numerator: [Double], to denominator: [Double], confidence: Double
    ) -> Estimate {
        let top = mean(numerator, confidence: confidence)
        let bottom = mean(denominator, confidence: confidence)
        var ratio = Estimate.unknown(provenance: .client, method: .batchMeans)
        ratio.confidence = confidence
        ratio.count = min(numerator.count, denominator.count)
        guard top.point > 0, bottom.point > 0 else { return ratio }
        ratio.point = top.point / bottom.point
        guard ratio.count >= 2 else { return ratio }
        func relativeVariance(_ batches: [Double], _ mean: Double) -> Double {
            let squares = batches.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let count = Double(batches.count)
            return squares / (count - 1) / count / (mean * mean)
        }
        let variance =
            relativeVariance(numerator, top.point) + relativeVariance(denominator, bottom.point)
        let quantile = StudentDistribution.upperQuantile(
            (1 - confidence) / 2, degreesOfFreedom: ratio.count - 1)
        let factor = Elementary.exponential(quantile * variance.squareRoot())
        ratio.lower = ratio.point / factor
        ratio.upper = ratio.point * factor
        return ratio
    }
}
