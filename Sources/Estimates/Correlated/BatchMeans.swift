/// The mean of a quantity over time, from its means over stretches of equal length.
///
/// Neighbouring moments of a queue are alike; stretches much longer than what a queue remembers are
/// not. Their means are taken as independent and about normal.
///
/// - SeeAlso: Law, "Simulation Modeling and Analysis", 5th edition, 9.5.3, the method of batch
///   means.
package enum BatchMeans {
    /// Stretches that an observation is cut into: fewer give wide intervals, more give stretches
    /// that hang together.
    package static let usualCount = 10

    /// The mean with its interval.
    ///
    /// - Parameters:
    ///   - batches: The mean of each stretch, finite.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - provenance: Where the values came from.
    /// - Returns: Mean and t interval; without bounds for fewer than two stretches.
    package static func mean(
        _ batches: [Double], confidence: Double, provenance: Estimate.Provenance = .client
    ) -> Estimate {
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        let count = Double(batches.count)
        guard !batches.isEmpty else {
            var unknown = Estimate.unknown(provenance: provenance, method: .batchMeans)
            unknown.confidence = confidence
            return unknown
        }
        let mean = batches.reduce(0, +) / count
        var estimate = Estimate(
            point: mean, lower: -.infinity, upper: .infinity, count: batches.count,
            confidence: confidence, provenance: provenance, method: .batchMeans)
        guard batches.count >= 2 else { return estimate }
        let squares = batches.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / (count - 1) / count).squareRoot()
        let quantile = StudentDistribution.upperQuantile(
            (1 - confidence) / 2, degreesOfFreedom: batches.count - 1)
        estimate.lower = mean - quantile * error
        estimate.upper = mean + quantile * error
        return estimate
    }
}
