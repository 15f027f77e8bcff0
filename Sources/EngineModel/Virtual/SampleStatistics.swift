/// Plain statistics of raw samples, for the truth behind the histograms.
package struct SampleStatistics: Equatable, Sendable {
    /// The samples in ascending order.
    package let sorted: [Double]
    /// Arithmetic mean; not a number without samples.
    package let mean: Double

    /// Sorts the samples.
    package init(_ samples: [Double]) {
        sorted = samples.sorted()
        mean = samples.reduce(0, +) / Double(samples.count)
    }

    /// Number of samples.
    package var count: Int {
        sorted.count
    }

    /// Largest sample; not a number without samples.
    package var max: Double {
        sorted.last ?? .nan
    }

    /// A quantile with linear interpolation between order statistics.
    ///
    /// - Parameter share: In 0 ... 1.
    /// - Returns: Not a number without samples.
    package func quantile(_ share: Double) -> Double {
        guard let last = sorted.last else { return .nan }
        let position = share * Double(sorted.count - 1)
        let index = Int(position)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
    }
}
