/// Why a text is not an objective.
///
/// The description is one sentence that names what was found and what to write instead; it is
/// placed behind the location by whoever knows it.
package struct ObjectiveError: Error, Sendable, Equatable {
    /// The text as it was given.
    package let text: String
    /// What is wrong with it.
    package let reason: Reason

    /// What can be wrong.
    package enum Reason: Sendable, Equatable {
        /// Nothing was written.
        case empty
        /// There is neither `<=` nor `>=`.
        case missingComparison
        /// There is more than one comparison.
        case severalComparisons
        /// A comparison other than `<=`, `>=`, `<`, `>`.
        case unknownComparison(String)
        /// The limit stands before the comparison.
        case limitFirst
        /// No metric stands before the comparison.
        case missingMetric
        /// A metric that does not exist, with the nearest one that does.
        case unknownMetric(String, nearest: String?)
        /// A figure of the machine, which says nothing about readiness.
        case machineRefused(String)
        /// A word beside the metric that is not a statistic.
        case unknownStatistic(String, ObjectiveMetric)
        /// More than one statistic.
        case severalStatistics
        /// A metric that needs a percentile has none.
        case missingPercentile(ObjectiveMetric)
        /// A mean of a client metric.
        case meanRefused(ObjectiveMetric)
        /// A maximum or minimum of a client metric.
        case extremeRefused(String, ObjectiveMetric)
        /// A statistic the metric does not have.
        case statisticNotOffered(String, ObjectiveMetric)
        /// A percentile outside 0...100, ends excluded.
        case percentileOutOfRange(String)
        /// A limit from the side on which the metric is good.
        case wrongDirection(ObjectiveMetric, suggestion: String)
        /// Nothing stands behind the comparison.
        case missingLimit(ObjectiveMetric)
        /// A number has no unit.
        case missingUnit(String, ObjectiveMetric)
        /// The limit has a unit of another kind.
        case wrongUnit(String, ObjectiveMetric)
        /// The limit cannot be read.
        case unreadableLimit(String, ObjectiveMetric)
        /// A duration that cannot be read.
        case duration(DurationTextError)
        /// A share that cannot be read.
        case ratio(RatioTextError)
        /// A limit of zero for something that always takes time or yields tokens.
        case zeroLimit(ObjectiveMetric)
        /// A limit below zero.
        case negativeLimit(String)
        /// A limit that every endpoint keeps.
        case emptyLimit(String, ObjectiveMetric)
        /// A limit that no number of requests can show.
        case perfectionRequired(ObjectiveMetric)
        /// A count that is not whole.
        case notWhole(String, ObjectiveMetric)
    }
}

extension ObjectiveError: CustomStringConvertible {
    /// The sentence: what was found and what to write.
    package var description: String {
        let shown = text.quoted
        switch reason {
        case .empty:
            return "an objective is missing; write one such as \(ObjectiveMetric.ttft.example)"
        case .missingComparison:
            return "\(shown) has no comparison; write one such as \(ObjectiveMetric.ttft.example)"
        case .severalComparisons:
            return "\(shown) has more than one comparison; write one objective for each limit"
        case .unknownComparison(let sign):
            return "\(shown) uses \(sign.quoted); an objective takes <= or >="
        case .limitFirst:
            return "\(shown) begins with the limit; write the metric first, as in "
                + ObjectiveMetric.ttft.example
        case .missingMetric:
            return "\(shown) names no metric; write one such as \(ObjectiveMetric.ttft.example)"
        case .unknownMetric(let found, let nearest):
            let known = ObjectiveMetric.allCases.map(\.rawValue).joined(separator: ", ")
            return "unknown metric \(found.quoted) in \(shown); "
                + (nearest.map { "did you mean \($0.quoted)?" } ?? "the metrics are \(known)")
        case .machineRefused(let found):
            return "\(shown): \(Self.machineReason(found)); limit what users feel, such as "
                + "\(ObjectiveMetric.ttft.example), or the engine's capacity, such as "
                + ObjectiveMetric.kvCache.example
        case .wrongDirection(let metric, let suggestion):
            let worse = metric.comparison == .atMost ? "higher" : "lower"
            return "\(shown) points the wrong way: a \(worse) \(metric.rawValue) is worse; "
                + "write \(suggestion.printable(limit: 80))"
        default:
            return statisticSentence ?? limitSentence
        }
    }

    /// Why a figure of the machine is no objective.
    private static func machineReason(_ found: String) -> String {
        if found.contains("memory") || found.contains("vram") {
            return "an engine takes its GPU memory beforehand, so it is high by design and never "
                + "shows how much of it requests use"
        }
        return
            "GPU utilization says that a kernel ran, not that users are served, and can read the "
            + "same before and after a large gain"
    }

    private var statisticSentence: String? {
        let shown = text.quoted
        switch reason {
        case .unknownStatistic(let word, let metric):
            return "\(shown): \(word.quoted) is not a statistic of \(metric.rawValue); "
                + "write one such as \(metric.example)"
        case .severalStatistics:
            return "\(shown) has more than one statistic; write one objective for each"
        case .missingPercentile(let metric):
            return "\(shown) names no percentile; write one such as \(metric.example)"
        case .meanRefused(let metric):
            return
                "\(shown): a mean has no bound that holds whatever the distribution, because one "
                + "slow request can move it anywhere; limit a percentile, as in \(metric.example)"
        case .extremeRefused(let word, let metric):
            let which = word.hasPrefix("max") ? "maximum" : "minimum"
            return
                "\(shown): a \(which) can never be shown, because the next request may exceed it; "
                + (metric.comparison == .atMost
                    ? "limit a high percentile, as in \(metric.rawValue) p99 <= ..."
                    : "limit a low percentile, as in \(metric.rawValue) p1 >= ...")
        case .statisticNotOffered(let word, let metric):
            return "\(shown): \(metric.rawValue) has no \(word); write \(metric.example)"
        case .percentileOutOfRange(let word):
            return "\(shown): \(word) is not a percentile between 0 and 100, both excluded; "
                + "p100 would be a maximum, which no number of requests can show; use p99"
        default:
            return nil
        }
    }

    private static func withUnit(_ number: String, _ metric: ObjectiveMetric) -> String {
        switch metric.dimension {
        case .tokenRate: "\(number) tok/s"
        case .eventRate: "\(number)/s or \(number)/min"
        default: "\(number)ms or \(number)s"
        }
    }

    private var limitSentence: String {
        let shown = text.quoted
        switch reason {
        case .missingLimit(let metric):
            return "\(shown) has no limit; write one such as \(metric.example)"
        case .missingUnit(let number, let metric):
            return "\(shown): \(number) has no unit; write "
                + Self.withUnit(number, metric)
        case .wrongUnit(let unit, let metric):
            return "\(shown): \(unit.quoted) is no unit of \(metric.rawValue); "
                + "write one such as \(metric.example)"
        case .unreadableLimit(let limit, let metric):
            return "\(shown): \(limit.quoted) is not a number; write one such as \(metric.example)"
        case .duration(let error):
            return "\(shown): \(error)"
        case .ratio(let error):
            return "\(shown): \(error)"
        case .zeroLimit(let metric):
            return "\(shown): a limit of zero cannot be kept or says nothing; "
                + "write one such as \(metric.example)"
        case .negativeLimit(let limit):
            return "\(shown): \(limit.printable(limit: 40)) is negative; a limit counts from zero"
        case .emptyLimit(let limit, let metric):
            return "\(shown): every endpoint keeps \(limit.printable(limit: 40)); "
                + "write one such as \(metric.example)"
        case .perfectionRequired(let metric):
            return "\(shown): no number of requests can show that none will ever fail; "
                + "allow a share, as in \(metric.example)"
        case .notWhole(let limit, let metric):
            return "\(shown): \(limit) is not a whole number; \(metric.rawValue) counts requests"
        default:
            return shown
        }
    }
}
