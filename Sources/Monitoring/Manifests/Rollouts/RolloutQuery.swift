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
        /// Why the query is not exact; nil where it is.
        let note: GenerationNote?
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
            let expression = try? PromQLParser.parse(text)
        else { return nil }
        let narrowed = expression.rewritten { node in
            guard case .vectorSelector(var selector) = node else { return node }
            selector.matchers += matchers
            return .vectorSelector(selector)
        }
        return narrowed.description
    }

    /// The limits on times as queries: shares at bounds, percentiles elsewhere.
    func checks() -> [Check] {
        let plan = BucketPlan(subject)
        var names: Set<String> = []
        return BucketPlan.limits(of: subject).compactMap { objective in
            guard let signal = objective.metric.servedSignal,
                case .percentile(let rank) = objective.statistic,
                let share = objective.requiredShare
            else { return nil }
            let name = String(objective.id.map { $0 == "_" || $0 == "." ? "-" : $0 })
            guard names.insert(name).inserted else { return nil }
            if plan.isBound(objective),
                let query = query(signal, .shareAtMost(objective.threshold))
            {
                return Check(
                    objective: objective, name: name, query: query, least: share, most: nil,
                    note: nil)
            }
            guard let query = query(signal, .quantile(rank / 100)) else { return nil }
            return Check(
                objective: objective, name: name, query: query, least: nil,
                most: objective.threshold,
                note: GenerationNote(
                    "\(objective)",
                    "rollouts judge a percentile interpolated within its bucket, since the limit is no bound "
                        + "of the engine's histogram"))
        }
    }
}
