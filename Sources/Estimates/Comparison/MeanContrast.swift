/// The difference of the means of two independent samples of unequal spread.
package enum MeanContrast {
    /// Welch's interval for the candidate's mean minus the baseline's.
    ///
    /// - Parameters:
    ///   - candidate: The candidate's values, finite, such as one share for each request.
    ///   - baseline: The baseline's.
    ///   - confidence: The confidence level, between 0 and 1.
    /// - Returns: The difference; unbounded with fewer than two values on a side, unknown with none.
    /// - SeeAlso: Welch, "The generalization of Student's problem when several different population
    ///   variances are involved", Biometrika 34 (1947).
    package static func difference(
        candidate: [Double], baseline: [Double], confidence: Double = 0.95
    ) -> Estimate {
        guard !candidate.isEmpty, !baseline.isEmpty else {
            return .unknown(provenance: .client, method: .welch)
        }
        let (first, second) = (Moments(candidate), Moments(baseline))
        let point = first.mean - second.mean
        var estimate = Estimate(
            point: point, lower: -.infinity, upper: .infinity,
            count: min(candidate.count, baseline.count), confidence: confidence, method: .welch)
        guard candidate.count >= 2, baseline.count >= 2 else { return estimate }
        let (e1, e2) = (first.errorSquared, second.errorSquared)
        var reach = 0.0
        if e1 + e2 > 0 {
            let weight = e1 * e1 / (first.count - 1) + e2 * e2 / (second.count - 1)
            reach =
                StudentDistribution.upperQuantile(
                    (1 - confidence) / 2, degreesOfFreedom: max(1, (e1 + e2) * (e1 + e2) / weight))
                * (e1 + e2).squareRoot()
        }
        estimate.lower = point - reach
        estimate.upper = point + reach
        return estimate
    }

    private struct Moments {
        var count: Double
        var mean: Double
        /// The variance of the mean.
        var errorSquared: Double

        init(_ values: [Double]) {
            count = Double(values.count)
            let mean = values.reduce(0, +) / count
            self.mean = mean
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            errorSquared = values.count > 1 ? squares / (count - 1) / count : 0
        }
    }
}
