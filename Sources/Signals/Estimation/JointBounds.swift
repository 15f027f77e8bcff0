package import Estimates

/// What quantiles of the same requests tell about each other.
///
/// Of every request the queue time is at most its time to first token, and that is at most its
/// end-to-end latency; so the same order holds for equal quantiles of the same requests, and the
/// bucket of one narrows that of another. The three histograms must hold the same requests: over a
/// window long against a request they do.
package enum JointBounds {
    /// Narrows quantiles of one level that are ordered from the smallest to the largest.
    ///
    /// - Parameter ordered: the quantiles, such as queue time, TTFT, E2E; a missing one is skipped.
    /// - Returns: the same quantiles with narrowed intervals and their points moved inside. Where the
    ///   intervals contradict the order the requests differ, and nothing is narrowed.
    package static func narrowed(_ ordered: [Estimate?]) -> [Estimate?] {
        var result = ordered
        var lowest = -Double.infinity
        for index in result.indices {
            guard let estimate = result[index] else { continue }
            lowest = max(lowest, estimate.lower)
            result[index]?.lower = lowest
        }
        var highest = Double.infinity
        for index in result.indices.reversed() {
            guard let estimate = result[index] else { continue }
            highest = min(highest, estimate.upper)
            result[index]?.upper = highest
        }
        for case let estimate? in result where estimate.lower > estimate.upper { return ordered }
        for index in result.indices {
            guard let estimate = result[index] else { continue }
            result[index]?.point = min(max(estimate.point, estimate.lower), estimate.upper)
        }
        return result
    }
}
