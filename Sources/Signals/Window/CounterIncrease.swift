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
    ///   - start: the start of the range, Unix milliseconds.
    ///   - end: the end of the range, Unix milliseconds.
    /// - Returns: nil for less than two samples.
    static func extrapolated(
        _ samples: [RangeSample], start: Int64, end: Int64
    ) -> CounterIncrease? {
        guard let first = samples.first, let last = samples.last, samples.count >= 2 else {
            return nil
        }
        let increase = increase(of: samples.map(\.value))
        let sampled = Milliseconds.seconds(from: first.milliseconds, to: last.milliseconds)
        let interval = sampled / Double(samples.count - 1)
        let threshold = interval * 1.1
        var toStart = Milliseconds.seconds(from: start, to: first.milliseconds)
        let toEnd = Milliseconds.seconds(from: last.milliseconds, to: end)
        if increase > 0, first.value >= 0 {
            toStart = min(toStart, sampled * (first.value / increase))
        }
        var covered = sampled
        covered += toStart < threshold ? toStart : interval / 2
        covered += toEnd < threshold ? toEnd : interval / 2
        return CounterIncrease(
            increase: increase * (covered / sampled),
            seconds: Milliseconds.seconds(from: start, to: end))
    }

    /// What was added from sample to sample; after a reset the counter has counted from zero.
    ///
    /// - Parameter values: in the order of time.
    /// - Returns: zero for less than two values.
    static func increase(of values: [Double]) -> Double {
        guard let first = values.first, let last = values.last else { return 0 }
        var result = last - first
        for (previous, current) in zip(values, values.dropFirst()) where current < previous {
            result += previous
        }
        return result
    }
}
