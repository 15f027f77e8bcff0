import PromQL
import Readiness
import Signals

/// Questions about some of the subject's pods, such as those of a canary.
struct RolloutQuery: Sendable {
    /// A limit as a query and what its result has to be.
    struct Check: Sendable {
        let objective: Objective
        /// A name for metrics and templates: `ttft-p95`.
        let name: String
        /// Returns one number, or nothing without traffic.
        let query: String
        /// The least good result.
        let least: Double?
        /// The largest good result.
        let most: Double?
        /// The bound at which requests are counted, in seconds; nil for an interpolated percentile.
        let countedSeconds: Double?
        /// Whether the limit is one of the profile's warnings, which fail no rollout.
        let isSoft: Bool

        /// The limit, and the bound that stands for it where that is another one.
        var words: String {
            guard let bound = countedSeconds, bound != objective.threshold else {
                return "\(objective)"
            }
            return "\(objective), counted at \(ShortNumber.seconds(bound))"
        }
    }

    let subject: GenerationSubject
    /// The labels that pick the pods.
    let matchers: [PromQL.LabelMatcher]

    /// A query of the catalogue over the pods.
    ///
    /// - Parameters:
    ///   - signal: What is asked about.
    ///   - statistic: What is asked.
    /// - Returns: nil where the engine does not tell it.
    func query(_ signal: Signal, _ statistic: SignalStatistic) -> String? {
        guard let text = subject.promQL(signal, statistic, by: []),
            let expression = try? PromQLParser.parse(subject.selected(text))
        else { return nil }
        // The job that was chosen wins over the one that scraping by these files would give.
        let own = matchers.filter {
            $0.name != subject.labels.job || !subject.selection.labels.contains($0.name)
        }
        let narrowed = expression.rewritten { node in
            guard case .vectorSelector(var selector) = node else { return node }
            selector.matchers += own.filter { matcher in
                !selector.matchers.contains {
                    $0.name == matcher.name && $0.operation == matcher.operation
                        && $0.value == matcher.value
                }
            }
            return .vectorSelector(selector)
        }
        return narrowed.description
    }

    /// The limits on times as queries: shares at the bounds that the SLOs count at, percentiles
    /// where the bounds are not known.
    func checks() -> [Check] {
        var names: Set<String> = []
        return percentiles.compactMap { counted, rank, share in
            let objective = counted.objective
            let name = String(objective.id.map { $0 == "_" || $0 == "." ? "-" : $0 })
            guard let bound = counted.boundSeconds, names.insert(name).inserted else { return nil }
            if counted.isCertain, let query = query(counted.signal, .shareAtMost(bound)) {
                return Check(
                    objective: objective, name: name, query: query, least: share, most: nil,
                    countedSeconds: bound, isSoft: isSoft(objective))
            }
            return query(counted.signal, .quantile(rank / 100)).map {
                Check(
                    objective: objective, name: name, query: $0, least: nil,
                    most: objective.threshold, countedSeconds: nil, isSoft: isSoft(objective))
            }
        }
    }

    /// Whether only a warning of the profile asks for a limit; the gate lets traffic in beyond it.
    private func isSoft(_ objective: Objective) -> Bool {
        subject.profile.map { !$0.objectives.contains(objective) } ?? false
    }

    /// What is to be said about limits that are not counted as they were asked for.
    var notes: [GenerationNote] { percentiles.compactMap(\.counted.note) }

    /// The limits on percentiles that a histogram carries.
    private var percentiles: [(counted: CountedLimit, rank: Double, share: Double)] {
        subject.countedLimits.compactMap { counted in
            guard case .percentile(let rank) = counted.objective.statistic,
                let share = counted.objective.requiredShare
            else { return nil }
            return (counted, rank, share)
        }
    }
}
