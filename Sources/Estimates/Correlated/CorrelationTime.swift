/// How many neighbours in a series tell as much as one independent value.
///
/// Requests of one load share a queue: when one waits long, so does the next. A mean, a share or a
/// percentile over n of them is then only as sure as one over n / tau independent ones, where tau,
/// the integrated autocorrelation time, is 1 + 2 (rho_1 + rho_2 + ...), rho_k being the correlation
/// of values k places apart.
///
/// - SeeAlso: Geyer, "Practical Markov chain Monte Carlo", Statistical Science 7 (1992), 3.3, for
///   where to end the sum.
package enum CorrelationTime {
    /// A series this short cannot show how it hangs together.
    package static let countMin = 8

    /// The integrated autocorrelation time of a series, in places.
    ///
    /// It is taken of the ranks, so that neither failed requests (`.infinity`) nor a few very slow
    /// ones hide the rest. The sum ends before the first group of neighbouring lags whose
    /// correlations add up to no more than those of independent values do by chance (one standard
    /// deviation, the root of lags by values), and groups may not grow again; sums of noise would
    /// never end otherwise. A group is two lags, or one round of a closed loop: sessions that start
    /// together keep their order from round to round, and within a round the last wait longest,
    /// which says nothing about how alike the rounds are. A series whose values avoid each other
    /// counts as independent: it is never worth more than its values.
    ///
    /// - Parameters:
    ///   - values: In the order of their starts, without a value that is not a number.
    ///   - round: How many follow each other in a fixed order; used where there are four rounds or
    ///     more.
    /// - SeeAlso: Wolff, "Monte Carlo errors with less errors", Computer Physics Communications 156
    ///   (2004), equation 49, for the correction of the bias.
    /// - Returns: 1 or more, at most the number of values; 1 where there are fewer than
    ///   ``countMin``, or all are the same.
    ///
    /// Complexity: a sort, and the values times the lags looked at, few unless the series drifts.
    package static func integrated(_ values: [Double], round: Int = 2) -> Double {
        let count = values.count
        guard count >= countMin else { return 1 }
        let ranks = centredRanks(values)
        let variance = ranks.reduce(0) { $0 + $1 * $1 }
        guard variance > 0 else { return 1 }
        func correlation(_ lag: Int) -> Double {
            var sum = 0.0
            for index in 0..<(count - lag) { sum += ranks[index] * ranks[index + lag] }
            return sum / variance
        }
        var total = 0.0
        var smallest = Double.infinity
        var lag = 0
        // Even, so that every group is made of pairs.
        let even = max(round, 2) + max(round, 2) % 2
        let size = count >= 4 * even ? even : 2
        while lag + size <= count {
            let sum = (lag..<(lag + size)).reduce(0) { $0 + correlation($1) }
            let chance = (Double(size) / Double(count)).squareRoot()
            guard lag == 0 ? sum > 0 : min(sum, smallest) > chance else { break }
            smallest = min(sum, smallest)
            total += smallest
            lag += size
        }
        // The groups begin with rho_0 = 1, which counts once. Taking off the mean of the same values
        // makes every correlation too small by about tau / n.
        let time = (2 * total - 1) * (1 + Double(lag > size ? 2 * lag + 1 : 0) / Double(count))
        return min(max(time, 1), Double(count))
    }

    /// Ranks with their mean taken off; equal values share the mean of their ranks.
    private static func centredRanks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var ranks = Array(repeating: 0.0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            let rank = Double(start + end - 1) / 2
            for place in start..<end { ranks[order[place]] = rank }
            start = end
        }
        let mean = Double(values.count - 1) / 2
        return ranks.map { $0 - mean }
    }
}
