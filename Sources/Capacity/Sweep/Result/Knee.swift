package import Estimates
import Foundation

/// Where more load stops bringing more throughput.
///
/// The crossing of two lines. At low load each further session brings as much as the first ones; at
/// high load throughput is at its ceiling. They cross at
///
///     knee = lowest level * (highest throughput / throughput at the lowest level)
///
/// which by Little's law is the number of sessions that the ceiling keeps busy without a queue.
/// Below it more load brings throughput, above it mostly waiting. It is a figure of two measured
/// levels and needs no curve to be fitted. For a load by rate it is the ceiling itself.
///
/// - SeeAlso: Lazowska, Zahorjan, Graham and Sevcik, "Quantitative System Performance", 1984, 5.2,
///   asymptotic bounds.
package enum Knee: Sendable, Equatable {
    /// At this level, in the unit of the levels.
    case at(Estimate)
    /// Throughput still grows at the highest level, so it lies above it.
    case above(Double)
    /// Too few levels were measured to tell.
    case unknown

    /// When the load grows by a factor, throughput that grows by less than its root has stopped.
    private static let elasticityMax = 0.5

    /// Looks for the knee.
    ///
    /// - Parameters:
    ///   - levels: The levels that were measured, from low to high.
    ///   - axis: What they are.
    ///   - confidence: The confidence of the interval.
    package init(of levels: [SweepLevel], axis: SweepAxis, confidence: Double) {
        let measured = levels.filter {
            ($0.report.requestRate?.point ?? 0) > 0 && !$0.isClientBound
        }
        guard let first = measured.first, let last = measured.last, measured.count >= 2,
            let best = measured.max(by: { Self.rate($0) < Self.rate($1) })
        else {
            self = .unknown
            return
        }
        let before = measured[measured.count - 2]
        let elasticity =
            log(Self.rate(last) / Self.rate(before)) / log(last.level / before.level)
        guard elasticity <= Self.elasticityMax else {
            self = .above(last.level)
            return
        }
        if axis == .rate {
            self = .at(BatchMeans.mean(best.requestBatches, confidence: confidence))
            return
        }
        let growth = BatchMeans.ratio(
            best.requestBatches, to: first.requestBatches, confidence: confidence)
        self = growth.point.isNaN ? .unknown : .at(growth.scaled(by: first.level))
    }

    private static func rate(_ level: SweepLevel) -> Double { level.report.requestRate?.point ?? 0 }
}
