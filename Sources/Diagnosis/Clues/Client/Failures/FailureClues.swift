import Estimates
import Foundation
import Inference
import Load

/// Requests that get no answer at all, by what they get instead.
struct FailureClues {
    let view: ClientView

    func findings() -> [ClueFinding] {
        [
            occurrence(.authenticationFails, "requests got 401 or 403") { record in
                ["unauthorized", "forbidden"].contains(record.outcome)
                    || [401, 403].contains(record.httpStatus)
            },
            occurrence(.modelUnknown, "requests got 404 for the model") { record in
                record.outcome == "model_not_found"
                    || record.httpStatus == 404
                        && record.error?.lowercased().contains("model") == true
            },
            occurrence(.rateLimited, "requests got 429") {
                $0.outcome == "rate_limited" || $0.httpStatus == 429
            },
            occurrence(.contextRefused, "requests were refused as too long", Self.isTooLong),
            onlyLong,
            occurrence(
                .unavailable, "requests were refused, reset or answered with 502 to 504",
                Self.isUnavailable),
            pattern(.failuresSteady), pattern(.failuresInBursts),
            everything, gone,
            occurrence(.eventsMalformed, "answers had events that do not parse") {
                $0.outcome == "malformed"
            },
            occurrence(.errorsInStream, "answers had an error inside a status 200") {
                $0.outcome == "error_in_stream"
            },
            occurrence(.answersEmpty, "answers ended properly and held nothing", Self.isEmpty),
            occurrence(.silentAfterHead, "requests got a head and no token") { record in
                record.responseHead != nil && record.timeToFirstToken == nil
                    && (record.outcome == "stalled" || record.outcome.hasPrefix("timeout_"))
            },
        ]
    }

    /// Nobody took the request: no connection, or a proxy that found nobody.
    static func isUnavailable(_ record: ProbeRecord) -> Bool {
        if record.outcome.hasPrefix("connect_") { return true }
        if record.outcome == "connection_lost" {
            return record.responseHead == nil && (record.chunks ?? 0) == 0
        }
        return [502, 503, 504].contains(record.httpStatus)
    }

    /// Nothing for the reader: no content at all, or thoughts and no answer.
    static func isEmpty(_ record: ProbeRecord) -> Bool {
        if record.outcome == "empty" { return true }
        guard record.isSuccess, let chunks = record.chunks, let thoughts = record.reasoningChunks
        else { return false }
        return chunks > 0 && thoughts == chunks
    }

    /// Refused with a text that speaks of the context.
    static func isTooLong(_ record: ProbeRecord) -> Bool {
        guard record.outcome == "rejected" || [400, 413, 422].contains(record.httpStatus),
            let text = record.error?.lowercased()
        else { return false }
        return [
            "context length", "context window", "context size", "maximum context", "max_model_len",
            "max_seq_len", "too long", "too many tokens", "context_length_exceeded", "input_tokens",
        ]
        .contains { text.contains($0) }
    }

    private func occurrence(
        _ clue: Clue, _ what: String, _ isOne: (ProbeRecord) -> Bool
    ) -> ClueFinding {
        Occurrence(
            clue: clue, what: what, count: view.measured.count { isOne($0.record) },
            trials: view.measured.count
        ).finding
    }

    // MARK: - Which ones are refused

    /// The size of a refused request: as reported, or the second largest number the refusal names.
    static func refusedSize(_ record: ProbeRecord) -> Double? {
        if let tokens = record.promptTokens { return Double(tokens) }
        guard let text = record.error else { return nil }
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Double($0) }
            .filter { $0 >= 16 }
        // The status comes first; limit, prompt and total follow.
        let sizes = numbers.filter { $0 != Double(record.httpStatus ?? 400) }
        return sizes.max()
    }

    private var onlyLong: ClueFinding {
        let clue = Clue.onlyLongRequestsRefused
        let refused = view.measured.filter { Self.isTooLong($0.record) }
        guard refused.count >= 3 else {
            return .unknown(
                clue, "\(ClueWords.count(refused.count, "request")) refused as too long")
        }
        let sizes = refused.compactMap { Self.refusedSize($0.record) }
        let passed = view.answered.compactMap { $0.record.promptTokens.map(Double.init) }
        guard sizes.count >= 3, passed.count >= 5, let shortest = sizes.min() else {
            return .unknown(clue, "the lengths of refused and of answered prompts are not known")
        }
        let above = passed.count { $0 >= shortest }
        let share = BinomialInterval.clopperPearson(successes: above, trials: passed.count)
        let words =
            "refused from \(Int(shortest)) tokens on, answered up to \(Int(passed.max() ?? 0)) tokens"
        let figure = ClueFinding.Figure("answered although as long", share, unit: "ratio")
        if above == 0 {
            return ClueFinding(
                clue, .holds, strength: Double(min(sizes.count, passed.count)) / 10, words,
                figures: [figure])
        }
        if share.lower > 0.1 { return ClueFinding(clue, .fails, words, figures: [figure]) }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: [figure])
    }

    // MARK: - When they fail

    private func pattern(_ clue: Clue) -> ClueFinding {
        let failed = view.measured.map { Self.isUnavailable($0.record) }
        guard let pattern = FailurePattern(failed) else {
            let count = failed.count { $0 }
            return .unknown(clue, "\(ClueWords.count(count, "request")) could not be served")
        }
        let row =
            "\(pattern.failures) failures in \(ClueWords.count(pattern.bursts, "run"))"
            + " among \(pattern.share.count) requests from the first one on"
        let manner = clue == .failuresSteady ? "evenly spread" : "in bursts"
        let figures = [ClueFinding.Figure("share failing", pattern.share, unit: "ratio")]
        let strength = min(1, Double(pattern.failures) / 15)
        return switch (pattern.kind, clue) {
        case (.steady, .failuresSteady), (.bursts, .failuresInBursts):
            ClueFinding(clue, .holds, strength: strength, "\(row): \(manner)", figures: figures)
        case (.unclear, _):
            ClueFinding(clue, .unknown, strength: 0, row, figures: figures)
        default:
            ClueFinding(
                clue, .fails, strength: strength, "\(row): not \(manner)", figures: figures)
        }
    }

    /// Failures in a row, up to the end, from which the endpoint counts as gone.
    private static let goneMin = 5

    /// From some moment on nobody is there: what was open was cut, and what followed was refused, to the end.
    private var gone: ClueFinding {
        let clue = Clue.goneSince
        let records = view.measured.map(\.record)
        let last = records.reversed().prefix { Self.isUnavailable($0) || $0.outcome == "truncated" }
        guard records.contains(where: \.isSuccess) else {
            return .unknown(clue, "nothing was answered before either")
        }
        let refused = last.count(where: Self.isUnavailable)
        if refused >= Self.goneMin, let first = last.last {
            return ClueFinding(
                clue, .holds, strength: Double(refused) / 10,
                "from \(ClueWords.moment(first.intendedStart.seconds)) on nothing is reached: the last"
                    + " \(ClueWords.count(last.count, "request")) failed, \(refused) of them before any"
                    + " answer")
        }
        guard refused == 0, records.count >= 20 else {
            return .unknown(clue, "the last \(ClueWords.count(refused, "request")) failed")
        }
        return ClueFinding(clue, .fails, "the endpoint was there to the end")
    }

    private var everything: ClueFinding {
        let clue = Clue.everythingFails
        let trials = view.measured.count
        let answered = view.measured.count { $0.firstToken != nil || $0.record.isSuccess }
        guard trials >= 3 else {
            return .unknown(clue, "only \(ClueWords.count(trials, "request"))")
        }
        let share = BinomialInterval.clopperPearson(successes: answered, trials: trials)
        let figure = ClueFinding.Figure("share answered", share, unit: "ratio")
        let words = "\(answered) of \(trials) requests were answered"
        if answered > 0 { return ClueFinding(clue, .fails, words, figures: [figure]) }
        return ClueFinding(
            clue, .holds, strength: Double(trials) / 10, words, figures: [figure])
    }
}
