package import Estimates

/// One statistic of one metric, candidate against baseline.
package struct StatisticComparison: Sendable, Equatable {
    /// Which number is compared.
    package enum Statistic: Sendable, Equatable {
        /// A percentile of all values.
        case percentile(Double)
        /// What a request usually takes against its partner of the same round, of an interleaved
        /// run.
        case paired
        /// The share of requests.
        case share

        /// The word in reports: `p50`, `paired`, or nothing.
        package var name: String {
            switch self {
            case .percentile(let rank): "p\(Int(rank))"
            case .paired: "paired"
            case .share: ""
            }
        }
    }

    /// Which number.
    package var statistic: Statistic

    /// The baseline's value in base units with its interval.
    package var baseline: Estimate

    /// The candidate's.
    package var candidate: Estimate

    /// On which scale they are held against each other.
    package var contrast: Contrast

    /// The ratio or difference with its interval, at the plan's confidence.
    package var change: Estimate

    /// The same at the confidence the verdict was taken at.
    ///
    /// That is higher where several verdicts are taken. `nil` where nothing was judged.
    package var judged: Estimate?

    /// How the candidate stands; `nil` where nothing was judged.
    package var standing: ComparisonStanding?

    /// Roughly how many more requests on each side would decide; `nil` where it is decided or
    /// nobody can tell.
    package var needed: Int?
}
