package import Estimates
import Foundation

/// Bad intervals of a series with quiet between them.
///
/// The series is cut into blocks of equal size; blocks are bad or quiet by the best cut of their medians. It counts when bad
/// blocks lie so far above the quiet ones that the noise of quiet blocks does not reach there.
package struct Episodes: Sendable, Hashable {
    /// From the first value of a bad interval to the last, in seconds, in time order.
    package let spans: [ClosedRange<Double>]
    /// How many of them are followed by quiet.
    package let ended: Int
    /// The median of the values in quiet blocks.
    package let quiet: Estimate
    /// The median of the values in bad blocks.
    package let bad: Estimate
    /// Bad over quiet.
    package let ratio: Estimate
    /// The share of the blocks that are bad.
    package let badShare: Double

    /// By how many robust standard deviations of quiet blocks bad ones lie above them.
    private static let farOff = 4.5

    /// Looks for bad intervals.
    ///
    /// - Parameters:
    ///   - series: Positive values in time order.
    ///   - least: The smallest quotient of bad and quiet that counts.
    /// - Returns: `nil` when there are fewer than eight blocks of six values, or nothing stands out.
    package static func find(in series: [TimedValue], ratio least: Double = 1.3) -> Episodes? {
        let series = series.filter { $0.value > 0 }
        let size = max(6, series.count / 60)
        let count = series.count / size
        guard count >= 8 else { return nil }
        let blocks = (0..<count).map { block in
            Array(series[(block * size)..<(block == count - 1 ? series.count : (block + 1) * size)])
        }
        let levels = blocks.map { block in Sample.median(block.map { log($0.value) }) }
        let sorted = levels.sorted()
        guard let cut = TwoSpeeds.cut(sorted)?.index, cut >= 3, cut * 10 >= 3 * count else {
            return nil
        }
        let quietLevels = Array(sorted[..<cut])
        let middle = Sample.median(sorted: quietLevels)
        let noise = max(1.4826 * Sample.median(quietLevels.map { abs($0 - middle) }), 0.01)
        let floor = max(middle + log(least), middle + farOff * noise)
        let isBad = levels.map { $0 >= sorted[cut] }
        guard sorted[cut] > floor else { return nil }
        var runs: [Range<Int>] = []
        for index in isBad.indices where isBad[index] {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        let values = zip(blocks, isBad).map { block, bad in (block.map(\.value), bad) }
        let badValues = values.filter(\.1).flatMap(\.0)
        let quietValues = values.filter { !$0.1 }.flatMap(\.0)
        return Episodes(
            spans: runs.compactMap { run in
                guard let first = blocks[run.lowerBound].first?.seconds,
                    let last = blocks[run.upperBound - 1].last?.seconds, first <= last
                else { return nil }
                return first...last
            },
            ended: runs.count { $0.upperBound < count },
            quiet: MedianComparison.percentile(quietValues),
            bad: MedianComparison.percentile(badValues),
            ratio: MedianComparison.ratio(of: badValues, to: quietValues),
            badShare: Double(isBad.count { $0 }) / Double(count))
    }
}
