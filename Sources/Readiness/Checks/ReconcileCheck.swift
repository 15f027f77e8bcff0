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

        /// Tokens in the answers, as the server reported them; `nil` when an answer has none.
        package var outputTokens: Int?
        /// The most tokens of one request.
        package var tokensEach: Int

        /// Creates counts.
        ///
        /// - Parameters:
        ///   - answered: Requests whose answer ended properly.
        ///   - failed: Requests that failed.
        ///   - left: Requests that we left.
        ///   - slack: Requests that may be counted late.
        ///   - outputTokens: Tokens in the answers.
        ///   - tokensEach: The most tokens of one request.
        package init(
            answered: Int, failed: Int, left: Int, slack: Int, outputTokens: Int? = nil,
            tokensEach: Int = 0
        ) {
            self.answered = answered
            self.failed = failed
            self.left = left
            self.slack = slack
            self.outputTokens = outputTokens
            self.tokensEach = tokensEach
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
        var counts = Counts()
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
            let aborted = increase.byReason["abort"] ?? 0
            counts.aborted += whole(aborted)
            counts.finished += whole(increase.total - aborted)
            counts.tokens = delta.increase(.generationTokens).flatMap { tokens in
                counts.tokens.map { $0 + whole(tokens.total) }
            }
        }
        return compare(counts, requests, replicas: before.count, result)
    }

    /// What the engine counted between two looks, all replicas together.
    private struct Counts {
        var finished = 0
        var aborted = 0
        /// `nil` when a replica does not tell.
        var tokens: Int? = 0
    }

    private static func whole(_ count: Double) -> Int { Int(min(max(count, 0), 1e15).rounded()) }

    private static func compare(
        _ counts: Counts, _ requests: Requests, replicas: Int,
        _ result: (CheckResult.State, String) -> CheckResult
    ) -> CheckResult {
        let finished = counts.finished
        let least = requests.answered - requests.slack
        let most = requests.answered + requests.failed + requests.left + requests.slack
        let aborted = counts.aborted > 0 ? " and aborted \(counts.aborted)" : ""
        if finished > most {
            let others = (Double(finished - requests.answered) / Double(finished) * 100).rounded()
            return result(
                .warning,
                "the engine finished \(finished) requests\(aborted) and ours were "
                    + "\(requests.answered): others use it too, about \(Int(others)) % of its traffic"
            )
        }
        if finished < least {
            let who =
                replicas == 1 ? "the replica that is scraped" : "the \(replicas) replicas scraped"
            return result(
                .warning,
                "\(who) finished \(finished) requests\(aborted) and \(requests.answered) of ours were "
                    + "answered: other replicas answered the rest; name every replica's metrics in "
                    + "engine.metrics")
        }
        var words =
            "the engine finished \(finished) requests\(aborted), \(requests.answered) were answered"
        guard let ours = requests.outputTokens, let theirs = counts.tokens, ours > 0 else {
            return result(.passed, words)
        }
        // Requests whose fate is open may have been generated in part.
        let open = (requests.failed + requests.left + requests.slack) * requests.tokensEach
        words += "; it generated \(theirs) tokens, \(ours) arrived"
        return result(abs(theirs - ours) <= open ? .passed : .warning, words)
    }
}
