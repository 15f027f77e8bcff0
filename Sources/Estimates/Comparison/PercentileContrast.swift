/// A percentile of one sample held against the same percentile of another, independent one.
///
/// Failed requests take part as `.infinity`; unequal counts and ties are fine.
package enum PercentileContrast {
    /// Independent values, such as one for each request.
    ///
    /// - Parameters:
    ///   - contrast: Ratio or difference.
    ///   - candidate: The candidate's sample in ascending order.
    ///   - baseline: The baseline's sample in ascending order.
    ///   - share: The percentile as a share.
    ///   - confidence: The confidence level, between 0 and 1.
    /// - Returns: The contrast; `count` is that of the smaller sample. Without a value on one side
    ///   it is unknown. Where a percentile falls among failed requests the ends are the worst of
    ///   the two intervals', each taken with half the error.
    package static func independent(
        _ contrast: Contrast, candidate: [Double], baseline: [Double], share: Double,
        confidence: Double
    ) -> Estimate {
        of(contrast, confidence: confidence) { confidence in
            (
                OrderStatistic.percentile(
                    sorted: candidate, share: share, confidence: confidence),
                OrderStatistic.percentile(sorted: baseline, share: share, confidence: confidence)
            )
        }
    }

    /// Values that come in clusters, such as the gaps inside requests.
    ///
    /// - Parameters:
    ///   - contrast: Ratio or difference.
    ///   - candidate: The candidate's values of each request.
    ///   - baseline: The baseline's.
    ///   - share: The percentile as a share.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - seed: Equal seeds give equal intervals.
    /// - Returns: The contrast; `count` is the number of requests of the smaller side.
    package static func clustered(
        _ contrast: Contrast, candidate: [[Double]], baseline: [[Double]], share: Double,
        confidence: Double, seed: UInt64 = 1
    ) -> Estimate {
        of(contrast, confidence: confidence) { confidence in
            var generator = SplitMix64(seed: seed)
            // A tail that no draw reaches would be cut at the outermost draw.
            let resamples = min(max(400, Int(20 / (1 - confidence))), 4_000)
            let first = ClusterBootstrap.percentile(
                clusters: candidate, share: share, confidence: confidence, resamples: resamples,
                using: &generator)
            let second = ClusterBootstrap.percentile(
                clusters: baseline, share: share, confidence: confidence, resamples: resamples,
                using: &generator)
            return (first, second)
        }
    }

    private static func of(
        _ contrast: Contrast, confidence: Double,
        _ estimates: (Double) -> (candidate: Estimate, baseline: Estimate)
    ) -> Estimate {
        let (candidate, baseline) = estimates(confidence)
        guard candidate.point.isInfinite || baseline.point.isInfinite else {
            return contrast.of(candidate, baseline)
        }
        // The ends of two intervals, taken together, err as often as both do.
        let wider = estimates(1 - (1 - confidence) / 2)
        var estimate = contrast.of(wider.candidate, wider.baseline)
        estimate.confidence = confidence
        return estimate
    }
}
