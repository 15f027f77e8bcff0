import Estimates

/// How often the interval shown for a gap percentile holds the true one.
struct BootstrapCoverage {
    /// As many draws as the gate takes.
    static let resamples = 400

    var runs: Int
    var seed: UInt64
    var requests: Int
    var share: Double

    /// Requests of 50 gaps, each a uniform level of the request plus as wide a uniform value of its
    /// own: an intra-class correlation of one half.
    private func sample(_ count: Int, _ random: inout SplitMix64) -> [[Double]] {
        (0..<count).map { _ in
            let level = random.nextUniform()
            return (0..<50).map { _ in level + random.nextUniform() }
        }
    }

    /// The percentile of the sum of two independent uniform values, which is what is drawn.
    private var truth: Double {
        share < 0.5 ? (2 * share).squareRoot() : 2 - (2 * (1 - share)).squareRoot()
    }

    /// The share of runs whose interval holds the truth, and of those without an upper bound.
    func measure() -> (held: Double, unbounded: Double) {
        var random = SplitMix64(seed: seed)
        var held = 0
        var unbounded = 0
        for _ in 0..<runs {
            let estimate = ClusterBootstrap.percentile(
                clusters: sample(requests, &random), share: share, resamples: Self.resamples,
                using: &random)
            if estimate.lower <= truth && truth <= estimate.upper { held += 1 }
            if !estimate.hasUpperBound { unbounded += 1 }
        }
        return (Double(held) / Double(runs), Double(unbounded) / Double(runs))
    }
}
