import Load
package import Signals

/// Asks whether the engine finished as many requests as we saw answered.
///
/// If not, others use it too, or something between us and the engine answers in its place.
package struct ReconcileCheck: Sendable {
    /// What was seen of the client's requests while the metrics were watched.
    package struct Requests: Sendable, Equatable {
        /// Requests whose answer ended properly, empty ones included.
        package var answered: Int
        /// Requests that failed, and may or may not have been finished by the engine.
        package var failed: Int
        /// Requests that we left, and that the engine may have finished all the same.
        package var left: Int
        /// Requests that may be counted a moment after they were answered.
        package var slack: Int

        /// Creates counts.
        ///
        /// - Parameters:
        ///   - answered: Requests whose answer ended properly.
        ///   - failed: Requests that failed.
        ///   - left: Requests that we left.
        ///   - slack: Requests that may be counted late.
        package init(answered: Int, failed: Int, left: Int, slack: Int) {
            self.answered = answered
            self.failed = failed
            self.left = left
            self.slack = slack
        }
    }

    /// Compares counts.
    ///
    /// - Parameters:
    ///   - before: A reading of each replica before the first request.
    ///   - after: A reading of each replica, in the same order, after the last.
    ///   - requests: What the client saw.
    /// - Returns: Passed, a warning, or skipped with the reason.
    package static func result(
        before: [SignalReading?], after: [SignalReading?], requests: Requests
    ) -> CheckResult {
        func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "reconcile", group: .measurement, state: state, message: message)
        }
        guard !before.isEmpty, before.count == after.count else {
            return result(.skipped, "no metrics are readable")
        }
        var finished = 0.0
        for (before, after) in zip(before, after) {
            guard let before, let after else {
                return result(.skipped, "the metrics could not be read before and after the probes")
            }
            let delta = SignalDelta(from: before, to: after)
            if delta.hasProcessRestarted || delta.resets.contains(.requestsFinished) {
                return result(.warning, "the engine restarted during the run")
            }
            guard let increase = delta.increase(.requestsFinished) else {
                return result(.skipped, "the metrics do not tell how many requests were finished")
            }
            // Requests that were aborted are those that somebody left, ourselves included.
            finished += increase.total - (increase.byReason["abort"] ?? 0)
        }
        return compare(Int(min(max(finished, 0), 1e15).rounded()), requests, result)
    }

    private static func compare(
        _ finished: Int, _ requests: Requests, _ result: (CheckResult.State, String) -> CheckResult
    ) -> CheckResult {
        let least = requests.answered - requests.slack
        let most = requests.answered + requests.failed + requests.left + requests.slack
        if finished > most {
            return result(
                .warning,
                "the engine finished \(finished) requests and ours were \(requests.answered): "
                    + "others use it too")
        }
        if finished < least {
            return result(
                .warning,
                "the engine finished \(finished) requests and \(requests.answered) of ours were "
                    + "answered: these metrics are not of all that answers")
        }
        return result(
            .passed, "the engine finished \(finished) requests, \(requests.answered) were answered")
    }
}
