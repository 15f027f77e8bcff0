package import Estimates

/// A share before and after: the baseline and the window, or the two parts of a window.
package struct ProportionShift: Sendable, Hashable {
    /// The share before.
    package let before: Estimate
    /// The share after.
    package let after: Estimate
    /// After less before; its ends recover the variances of the two exact intervals.
    package let difference: Estimate
    /// When the second part begins, in seconds; `nil` against a baseline.
    package let seconds: Double?
    /// How probable so large a rise is when nothing changed, all splits tried.
    package let pValue: Double

    /// Whether the share rose, and by no less than a difference within the interval.
    package func rose(by least: Double) -> Bool {
        pValue < ChangePoint.significance && difference.lower > least
    }

    /// Compares two samples known beforehand.
    package init(before: (Int, of: Int), after: (Int, of: Int), seconds: Double? = nil) {
        self.init(before: before, after: after, seconds: seconds, tried: 1)
    }

    private init(before: (Int, of: Int), after: (Int, of: Int), seconds: Double?, tried: Int) {
        let first = BinomialInterval.clopperPearson(successes: before.0, trials: before.of)
        let second = BinomialInterval.clopperPearson(successes: after.0, trials: after.of)
        func reach(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        let point = second.point - first.point
        self.before = first
        self.after = second
        self.seconds = seconds
        difference = Estimate(
            point: point,
            lower: point - reach(second.point - second.lower, first.upper - first.point),
            upper: point + reach(second.upper - second.point, first.point - first.lower),
            count: min(before.of, after.of), confidence: 0.95, method: .clopperPearson)
        let once = FisherTest.rise(after.0, of: after.of, against: before.0, of: before.of)
        pValue = min(1, once * Double(tried))
    }

    /// The largest rise within a series in time order.
    ///
    /// Twenty evenly spaced splits are tried, and the p-value is multiplied by their number.
    ///
    /// - Parameter series: Whether each request counts, in time order, with its time.
    /// - Returns: `nil` with fewer than 20 values.
    package static func find(
        in series: [(seconds: Double, counts: Bool)]
    ) -> ProportionShift? {
        guard series.count >= 20 else { return nil }
        let least = max(8, series.count / 10)
        guard series.count >= 2 * least else { return nil }
        let splits = Set(
            (0..<20).map { least + $0 * (series.count - 2 * least) / 19 })
        let total = series.count(where: \.counts)
        var sums = [0]
        for item in series { sums.append((sums.last ?? 0) + (item.counts ? 1 : 0)) }
        return splits.sorted().map { split in
            ProportionShift(
                before: (sums[split], of: split),
                after: (total - sums[split], of: series.count - split),
                seconds: series[split].seconds, tried: splits.count)
        }
        .min { $0.pValue < $1.pValue }
    }
}
