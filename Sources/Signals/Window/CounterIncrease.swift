/// The increase of a counter over a range, from its samples.
struct CounterIncrease {
    /// What was added.
    let increase: Double
    /// The time over which it was added, for a rate; in seconds.
    let seconds: Double

    /// As Prometheus computes `increase` and `rate`.
    ///
    /// The counter's increase between its first and last sample, with what it had reached before each
    /// reset added, is drawn out to an end of the range if the gap to it is less than 1.1 average
    /// intervals, and by half an interval otherwise; towards the start never further than to where
    /// the counter would have been zero.
    ///
    /// - Parameters:
    ///   - samples: within the range, ascending.
    ///   - start: the start of the range, Unix seconds.
    ///   - end: the end of the range, Unix seconds.
    /// - Returns: nil for less than two samples.
    static func extrapolated(
        _ samples: [(seconds: Double, value: Double)], start: Double, end: Double
    ) -> CounterIncrease? {
        guard let first = samples.first, let last = samples.last, samples.count >= 2 else {
            return nil
        }
        let increase = increase(of: samples.map(\.value))
        let sampled = last.seconds - first.seconds
        let interval = sampled / Double(samples.count - 1)
        let threshold = interval * 1.1
        var toStart = first.seconds - start
        let toEnd = end - last.seconds
        if increase > 0, first.value >= 0 {
            toStart = min(toStart, sampled * (first.value / increase))
        }
        var covered = sampled
        covered += toStart < threshold ? toStart : interval / 2
        covered += toEnd < threshold ? toEnd : interval / 2
        return CounterIncrease(increase: increase * (covered / sampled), seconds: end - start)
    }

    /// What was added from sample to sample; after a reset the counter has counted from zero.
    static func increase(of values: [Double]) -> Double {
        guard let first = values.first, let last = values.last else { return 0 }
        var result = last - first
        for (previous, current) in zip(values, values.dropFirst()) where current < previous {
            result += previous
        }
        return result
    }
}
