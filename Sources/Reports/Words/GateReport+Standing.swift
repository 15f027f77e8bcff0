import Estimates
import Readiness

extension GateReport {
    /// How an objective stands under the rule that the gate decided by.
    ///
    /// Under the classic rule the verdict does not rest on the bounds but on counts, so an objective
    /// that its bounds leave undecided may well have passed: then its own counts are put to the rule,
    /// or, for a share of failed requests, to the objective's own limit.
    func standing(of result: ObjectiveResult) -> Judgement {
        // What the rule has judged already stands.
        guard result.judgement == .undecided, !result.objective.metric.isServerSide,
            case .threshold(let minProbes, let passRate) = rule, let within = result.within,
            let total = result.total, let required = result.objective.requiredShare
        else { return result.judgement }
        let asked = result.objective.metric.dimension == .ratio ? required : passRate
        let rule = ThresholdRule(minProbes: max(1, minProbes), passRate: min(max(asked, 0), 1))
        return rule.judged(successes: within, trials: total)
    }

    /// The share of requests within the limit that an objective must reach under the gate's rule;
    /// `nil` where no share is limited.
    func requiredShare(of result: ObjectiveResult) -> Double? {
        guard let required = result.objective.requiredShare else { return nil }
        guard case .threshold(_, let passRate) = rule, !result.objective.metric.isServerSide,
            result.objective.metric.dimension != .ratio
        else { return required }
        return passRate
    }
}
