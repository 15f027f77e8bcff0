import Estimates
import Inference
package import Load

/// What the probes show beside their latencies: does the endpoint answer as it should.
package enum FunctionChecks {
    /// Checks the answers of a run.
    ///
    /// - Parameters:
    ///   - probes: The probes that count.
    ///   - stream: Whether streamed answers were asked for.
    ///   - api: The wire API of the probes.
    /// - Returns: One result for each check; skipped by name where no answer arrived.
    package static func results(
        of probes: [ProbeRecord], stream: Bool, api: Profile.API = ProfileDefaults.api
    ) -> [CheckResult] {
        results(of: probes, asked: stream ? .stream : .whole, api: api)
    }

    /// What kind of answers the probes asked for.
    enum Asked: Sendable, Equatable {
        /// Streamed ones.
        case stream
        /// Whole ones.
        case whole
        /// Nobody knows any more.
        case unknown

        /// Why there is no stream to look at.
        var reason: String {
            switch self {
            case .stream: "no answer to look at"
            case .whole: "streaming was not asked for"
            case .unknown: "the records do not say that a stream was asked for"
            }
        }
    }

    static func results(
        of probes: [ProbeRecord], asked: Asked, api: Profile.API
    ) -> [CheckResult] {
        let answers = probes.filter(\.isSuccess)
        return [
            streams(answers, asked),
            unbuffered(answers, asked),
            finishReason(answers),
            endMark(answers, asked, api.api.endMark),
            nonEmpty(probes),
            usage(answers),
        ]
    }

    private static func result(
        _ id: String, _ state: CheckResult.State, _ message: String
    ) -> CheckResult {
        CheckResult(id: id, group: .function, state: state, message: message)
    }

    private static func streams(_ answers: [ProbeRecord], _ asked: Asked) -> CheckResult {
        let known = answers.compactMap(\.isStream)
        guard asked == .stream, !known.isEmpty else {
            return result("streams", .skipped, asked.reason)
        }
        let streamed = known.count { $0 }
        if streamed == known.count {
            return result("streams", .passed, "all \(known.count) answers came as event streams")
        }
        return result(
            "streams", .failed,
            "\(known.count - streamed) of \(known.count) answers came whole although a stream was "
                + "asked for")
    }

    /// A stream whose chunks all arrive at the end was held back on the way.
    ///
    /// Some proxies collect a response before they pass it on. Short answers prove nothing.
    private static func unbuffered(_ answers: [ProbeRecord], _ asked: Asked) -> CheckResult {
        guard asked == .stream else { return result("unbuffered", .skipped, asked.reason) }
        let telling = answers.filter { probe in
            (probe.isStream ?? false) && (probe.chunks ?? 0) >= 8
                && (probe.endToEnd ?? .zero) >= .milliseconds(200)
        }
        guard telling.count >= 3 else {
            return result("unbuffered", .skipped, "too few long answers to tell")
        }
        let heldBack = telling.count { probe in
            guard let first = probe.timeToFirstToken, let end = probe.endToEnd else { return false }
            return (end - first) < end * 0.03 && (probe.reads ?? .max) * 4 <= (probe.chunks ?? 0)
        }
        guard heldBack * 2 > telling.count else {
            return result("unbuffered", .passed, "chunks arrive as they are generated")
        }
        return result(
            "unbuffered", .warning,
            "\(heldBack) of \(telling.count) answers arrived all at once at the end: something on "
                + "the way buffers the stream")
    }

    private static func finishReason(_ answers: [ProbeRecord]) -> CheckResult {
        let known = answers.filter { $0.chunks != nil }
        guard !known.isEmpty else {
            return result("finish-reason", .skipped, "no answer to look at")
        }
        let missing = known.count { $0.finishReason == nil }
        guard missing == 0 else {
            return result(
                "finish-reason", .warning,
                "\(missing) of \(known.count) answers give no finish reason")
        }
        var counts: [String: Int] = [:]
        for reason in known.compactMap(\.finishReason) { counts[reason, default: 0] += 1 }
        let words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return result("finish-reason", .passed, "every answer says why it ended (\(words))")
    }

    private static func endMark(
        _ answers: [ProbeRecord], _ asked: Asked, _ mark: String
    ) -> CheckResult {
        let known = answers.filter { $0.isStream ?? false }.compactMap(\.sawEndMark)
        guard asked == .stream else { return result("end-mark", .skipped, asked.reason) }
        guard !known.isEmpty else { return result("end-mark", .skipped, "no stream to look at") }
        let missing = known.count { !$0 }
        return missing == 0
            ? result("end-mark", .passed, "every stream ends with \(mark)")
            : result(
                "end-mark", .warning,
                "\(missing) of \(known.count) streams end without \(mark); strict clients wait for it"
            )
    }

    private static func nonEmpty(_ probes: [ProbeRecord]) -> CheckResult {
        let empty = probes.count { $0.outcome == "empty" }
        let answered = probes.count { $0.isSuccess || $0.outcome == "empty" }
        guard answered > 0 else { return result("non-empty", .skipped, "no answer to look at") }
        return empty == 0
            ? result("non-empty", .passed, "no answer is empty")
            : result("non-empty", .warning, "\(empty) of \(answered) answers are empty")
    }

    private static func usage(_ answers: [ProbeRecord]) -> CheckResult {
        let known = answers.filter { $0.outputTokens != nil && !$0.isLeftAtEnd }
        guard !known.isEmpty else { return result("usage", .skipped, "no answer to look at") }
        let missing = known.count { $0.outputTokensEstimated }
        return missing == 0
            ? result("usage", .passed, "token counts are reported")
            : result(
                "usage", .warning,
                "\(missing) of \(known.count) answers report no token counts; tokens are estimated "
                    + "from chunks")
    }
}
