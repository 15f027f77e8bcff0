import Foundation

/// A level that changes once, in a short series of interval means.
///
/// A mean over an interval of scrapes stands for many events, so a few of them tell what ``ChangePoint`` needs many single
/// values for. The split is the one that leaves the least squares of the logarithms; it counts when the two parts hardly
/// overlap and lie apart by many times their spread.
struct StepChange: Sendable, Hashable {
    /// The middle of the first interval after the change, Unix seconds.
    let seconds: Double
    /// The medians.
    let before: Double
    let after: Double
    /// The quotient of after and before that the middle halves of both parts leave possible.
    let ratio: ClosedRange<Double>
    /// Intervals on the smaller side.
    let count: Int

    /// The least intervals on either side.
    static let fewest = 3
    /// By how many standard errors the parts have to lie apart.
    private static let clear = 6.0

    /// Finds the change of positive values; nil when there is none.
    static func find(in values: [IntervalValue]) -> StepChange? {
        let values = values.filter { $0.value > 0 }
        let n = values.count
        guard n >= 2 * fewest else { return nil }
        let logs = values.map { log($0.value) }
        let mean = Sample.mean(logs)
        var best: (split: Int, score: Double)?
        var sum = 0.0
        for split in 1...(n - fewest) {
            sum += logs[split - 1] - mean
            guard split >= fewest else { continue }
            let k = Double(split)
            let score = sum * sum / k + sum * sum / (Double(n) - k)
            if score > (best?.score ?? 0) { best = (split, score) }
        }
        guard let split = best?.split else { return nil }
        let early = Array(logs[..<split]).sorted()
        let late = Array(logs[split...]).sorted()
        let shift = Sample.median(sorted: late) - Sample.median(sorted: early)
        let error =
            max(spread(early), spread(late), 0.01)
            * (1 / Double(early.count) + 1 / Double(late.count)).squareRoot()
        let (low, high) = shift > 0 ? (early, late) : (late, early)
        guard abs(shift) > clear * error,
            Sample.quantile(sorted: high, 0.2) > Sample.quantile(sorted: low, 0.85)
        else { return nil }
        func quarter(_ values: [Double], _ share: Double) -> Double {
            Sample.quantile(sorted: values, share)
        }
        let ends = [
            exp(quarter(late, 0.25) - quarter(early, 0.75)),
            exp(quarter(late, 0.75) - quarter(early, 0.25)),
        ]
        return StepChange(
            seconds: values[split].seconds, before: exp(Sample.median(sorted: early)),
            after: exp(Sample.median(sorted: late)),
            ratio: min(ends[0], ends[1])...max(ends[0], ends[1]),
            count: min(early.count, late.count))
    }

    /// The standard deviation that the median deviation of a normal sample stands for.
    private static func spread(_ sorted: [Double]) -> Double {
        let middle = Sample.median(sorted: sorted)
        let robust = 1.4826 * Sample.median(sorted.map { abs($0 - middle) })
        let mean = Sample.mean(sorted)
        let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        // Of a few values the median deviation may be small by chance.
        return max(robust, 0.5 * (variance / Double(max(sorted.count - 1, 1))).squareRoot())
    }
}
