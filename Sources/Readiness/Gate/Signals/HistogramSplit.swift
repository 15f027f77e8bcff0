import Estimates
import Signals

/// How the observations of the engine's histograms lie about a limit: what is certain, and what the
/// buckets and the edges of the window leave open.
struct HistogramSplit: Equatable {
    /// Observations at or below the limit, at least and at most.
    var within = (least: 0, most: 0)
    /// Observations above the limit, at least and at most.
    var beyond = (least: 0, most: 0)
    /// The bounds around the limit, in seconds; `nil` when it is itself a bound.
    var bracket: ClosedRange<Double>?

    static func == (left: HistogramSplit, right: HistogramSplit) -> Bool {
        left.within == right.within && left.beyond == right.beyond && left.bracket == right.bracket
    }

    /// Nothing observed.
    init() {}

    /// Splits the observations of several replicas, each by its own bounds.
    ///
    /// - Parameters:
    ///   - limit: The limit in the signal's unit.
    ///   - scale: What turns the histogram's unit into the signal's.
    ///   - inner: Cumulative buckets of the scrapes inside the window, by replica.
    ///   - outer: The same with those around it.
    init(limit: Double, scale: Double, inner: Buckets, outer: Buckets) {
        for (replica, buckets) in outer.groups {
            guard let around = BucketShare(atMost: limit / scale, buckets: buckets) else {
                continue
            }
            let inside = (inner.groups[replica]).flatMap {
                BucketShare(atMost: limit / scale, buckets: $0)
            }
            let (most, least) = (Self.counts(around), inside.map(Self.counts))
            within.least += min(least?.low ?? 0, most.low)
            within.most += most.high
            beyond.least += min(least.map { $0.all - $0.high } ?? 0, most.all - most.high)
            beyond.most += most.all - most.low
            if !around.isExact, bracket == nil {
                bracket =
                    around.bounds.lowerBound * scale...around.bounds.upperBound * scale
            }
        }
    }

    typealias Buckets = BucketGroups

    private static func counts(_ share: BucketShare) -> (low: Int, high: Int, all: Int) {
        func whole(_ count: Double) -> Int { Int(min(max(count, 0), 1e15).rounded()) }
        return (
            whole(share.lower * share.count), whole(share.upper * share.count), whole(share.count)
        )
    }

    /// The observations that there can be at most.
    var countMost: Int { max(within.least + beyond.most, within.most + beyond.least) }

    /// Whether every observation is known to be on one side.
    var isExact: Bool { within.least == within.most && beyond.least == beyond.most }

    /// Takes in that so many observations, one of each request, are known to lie in the window.
    ///
    /// A store's scrapes inside the window miss those before the first and after the last of them.
    /// They are not above the limit where nothing around the window is.
    ///
    /// - Parameter requests: How many; nothing is taken in when the scrapes around the window hold
    ///   fewer, for then others than those scraped have answered.
    mutating func credit(requests: Int) {
        guard within.most + beyond.least >= requests else { return }
        within.least = max(within.least, min(within.most, requests - beyond.most))
    }

    /// The same shares of fewer observations, each rounded against what it would show.
    ///
    /// - Parameter count: How many there are to be; not more than there are.
    /// - Returns: What so many independent ones are worth.
    func thinned(to count: Int) -> HistogramSplit {
        let all = countMost
        guard all > 0, count < all else { return self }
        func share(_ within: Int, _ beyond: Int) -> Double {
            within + beyond > 0
                ? Double(count) * (Double(within) / Double(within + beyond)) : 0
        }
        let worst = Int(share(within.least, beyond.most).rounded(.down))
        let best = Int(share(within.most, beyond.least).rounded(.up))
        var thinned = self
        thinned.within = (worst, best)
        thinned.beyond = (count - best, count - worst)
        return thinned
    }

    /// What the split shows about a share of observations at or below the limit.
    ///
    /// - Parameter test: The share to be shown, with its error probabilities.
    /// - Returns: Met only if it is at the worst, violated only if it is at the best.
    func judged(by test: ShareTest) -> Judgement {
        if test.judged(successes: within.least, trials: within.least + beyond.most) == .met {
            return .met
        }
        return test.judged(successes: within.most, trials: within.most + beyond.least)
            == .violated ? .violated : .undecided
    }

    /// The share with its always-valid bounds.
    func estimate(by test: ShareTest) -> Estimate {
        let worst = (k: within.least, n: within.least + beyond.most)
        let best = (k: within.most, n: within.most + beyond.least)
        let lower = BetaMixture.accepting(share: test.share).lowerBound(
            successes: worst.k, trials: worst.n, alpha: test.acceptingAlpha)
        let upper = BetaMixture.refusing(share: test.share).upperBound(
            successes: best.k, trials: best.n, alpha: test.refusingAlpha)
        let least = worst.n > 0 ? Double(worst.k) / Double(worst.n) : 0
        let most = best.n > 0 ? Double(best.k) / Double(best.n) : 1
        return Estimate(
            point: (least + most) / 2, lower: min(lower, least), upper: max(upper, most),
            count: countMost, confidence: test.confidence, provenance: .serverBucket,
            method: .betaMixture)
    }

    /// Further observations, all within the limit, that would show the share; `nil` when a million
    /// would not.
    func further(by test: ShareTest) -> Int? {
        func isMet(_ more: Int) -> Bool {
            test.judged(
                successes: within.least + more, trials: within.least + more + beyond.most) == .met
        }
        var high = 1
        while !isMet(high) {
            high *= 2
            if high > 1_000_000 { return nil }
        }
        var low = high / 2
        while high - low > 1 {
            let middle = (low + high) / 2
            if isMet(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
