package import Signals

/// The names of recorded series: the same for every engine, so that alerts and overviews read alike.
///
/// The level is `service` (all replicas of one model under one job) or `replica`; every series has
/// the labels of its level, see ``SubjectLabels``.
package enum RecordedSeries: Sendable, Hashable {
    /// A quantile of a histogram over 5 minutes, interpolated within its bucket.
    case quantile(Signal, Double)
    /// The lower bound of the bucket that a quantile fell into.
    case quantileLower(Signal, Double)
    /// The upper bound of the bucket that a quantile fell into.
    case quantileUpper(Signal, Double)
    /// The mean of a histogram's observations over 5 minutes.
    case mean(Signal)
    /// The increase of a counter per second over 5 minutes, or a histogram's observations.
    case rate(Signal)
    /// The level of a gauge, or a share over 5 minutes.
    case level(Signal)
    /// How fast a gauge grows per second over 10 minutes.
    case growth(Signal)
    /// The largest level among the replicas.
    case maximum(Signal)
    /// The share of a histogram's observations at or below each of its bounds over 5 minutes, with
    /// the bound in the label `le`.
    case bucketShare(Signal)
    /// A counter's increase per second over 5 minutes, by the exporter's label of reasons.
    case reasonRate(Signal)
    /// The part that failed requests, or a phase's time, is of the whole over 5 minutes.
    case share(Signal)
    /// The largest value among the replicas in means of all: 1 when they are alike.
    case skew(Signal)
    /// A series of every single replica.
    indirect case replica(RecordedSeries)
    /// A series of the machine below, by the instance of its exporter and what that tells apart.
    indirect case machine(RecordedSeries)

    /// The series' name.
    package var name: String {
        switch self {
        case .replica(let inner): "replica:" + inner.rest
        case .machine(let inner): "machine:" + inner.rest
        default: "service:" + rest
        }
    }

    private var rest: String {
        switch self {
        case .quantile(let signal, let share): metric(signal) + ":" + rank(share) + "_5m"
        case .quantileLower(let signal, let share): metric(signal) + ":" + rank(share) + "_lower_5m"
        case .quantileUpper(let signal, let share): metric(signal) + ":" + rank(share) + "_upper_5m"
        case .mean(let signal): metric(signal) + ":mean_5m"
        case .rate(let signal): metric(signal) + ":rate5m"
        case .level(let signal): metric(signal) + ":level"
        case .growth(let signal): metric(signal) + ":deriv10m"
        case .maximum(let signal): metric(signal) + ":max"
        case .bucketShare(let signal): metric(signal) + ":bucket_share_5m"
        case .reasonRate(let signal): metric(signal) + ":by_reason_rate5m"
        case .share(let signal): metric(signal) + ":share_5m"
        case .skew(let signal): metric(signal) + ":skew"
        case .replica(let inner), .machine(let inner): inner.rest
        }
    }

    /// `p95`; `p99_94`: a dot is no character of a name, and every digit is kept, so that no two
    /// percentiles share a name.
    private func rank(_ share: Double) -> String {
        String(SignalStatistic.rank(share).map { $0 == "." ? "_" : $0 })
    }

    /// The signal with its unit: `llm_ttft_seconds`.
    private func metric(_ signal: Signal) -> String {
        let unit = signal.definition.unit == .seconds ? "_seconds" : ""
        return "llm_" + signal.rawValue + unit
    }
}
