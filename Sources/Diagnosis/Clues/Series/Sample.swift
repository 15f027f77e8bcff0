import Foundation

/// Plain figures of a sample, without an interval.
package enum Sample {
    /// The middle value, or the mean of the two middle ones; not a number without a value.
    package static func median(_ values: [Double]) -> Double {
        median(sorted: values.sorted())
    }

    /// The middle value of an ascending sample; not a number without a value.
    package static func median(sorted: [Double]) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        if sorted.count % 2 == 1 { return sorted[middle] }
        return (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The nearest-rank quantile of an ascending sample; not a number without a value.
    package static func quantile(sorted: [Double], _ share: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }

    /// The mean; not a number without a value.
    package static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }

    /// The ranks of the values from 1 on, ties sharing their mean rank, and the sum of t^3 - t over
    /// groups of t ties.
    package static func ranks(_ values: [Double]) -> (ranks: [Double], ties: Double) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = Array(repeating: 0.0, count: values.count)
        var ties = 0.0
        var first = 0
        while first < order.count {
            var last = first
            while last + 1 < order.count, values[order[last + 1]] == values[order[first]] {
                last += 1
            }
            for position in first...last { ranks[order[position]] = Double(first + last) / 2 + 1 }
            let size = Double(last - first + 1)
            ties += size * size * size - size
            first = last + 1
        }
        return (ranks, ties)
    }

    /// The probability that a standard normal variable exceeds a value.
    package static func normalTail(above value: Double) -> Double {
        0.5 * erfc(value / 2.0.squareRoot())
    }
}
