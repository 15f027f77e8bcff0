import Estimates
import Readiness

extension GateReport {
    /// How an objective stands under the rule that the gate decided by.
    ///
    /// Under the classic rule the verdict does not rest on the bounds but on counts, so an objective
    /// that its bounds leave undecided may well have passed: then its own counts are put to the share
    /// that it asks for itself. The pass rate is another matter: it is of requests inside all limits.
    func standing(of result: ObjectiveResult) -> Judgement {
        // What the rule has judged already stands.
        guard result.judgement == .undecided, !result.objective.metric.isServerSide,
            case .threshold(let minProbes, _) = rule, let within = result.within,
            let total = result.total, let required = result.objective.requiredShare
        else { return result.judgement }
        let rule = ThresholdRule(minProbes: max(1, minProbes), passRate: min(max(required, 0), 1))
        return rule.judged(successes: within, trials: total)
    }
}
