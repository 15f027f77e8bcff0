import Load
import Readiness

extension ComparisonReport {
    /// Takes "worse" back where it rests on the client's own lag.
    ///
    /// Every time of the candidate is shortened by the lag, none of the baseline's: what is then
    /// still worse is no matter of the client. A bunched stream stays one, for the lag met both
    /// sides.
    ///
    /// - Parameter lag: How late the client ran one moment in a hundred.
    package mutating func excuse(lag: Duration) {
        guard verdict == .worse, !isBunched, candidate.silence == nil else { return }
        var relieved = candidate
        relieved.records = candidate.records.map { $0.relieved(of: lag) }
        let again = Comparison.report(
            baseline: baseline, candidate: relieved, plan: plan, name: name, now: startedAt)
        guard !again.metrics.contains(where: { $0.standing == .worse }) else { return }
        verdict = .undecided
        isClientLate = true
    }
}
