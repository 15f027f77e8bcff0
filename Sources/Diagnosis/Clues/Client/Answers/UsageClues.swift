import Load
import Estimates

/// Whether the usage that answers report fits what was received and what was asked for.
struct UsageClues {
    let view: ClientView

    func findings() -> [ClueFinding] {
        [usageDisagrees]
    }

    /// Usage names more tokens than the request allowed.
    static func exceedsLimit(_ request: ClientRequest) -> Bool {
        guard let limit = request.record.maxTokens, let tokens = request.record.outputTokens,
            !request.record.outputTokensEstimated
        else { return false }
        return tokens > limit + 1
    }

    /// Usage names fewer tokens than events with tokens came, or an answer ended at its limit with another number of tokens.
    static func isImpossible(_ request: ClientRequest) -> Bool {
        if exceedsLimit(request) { return true }
        guard let tokens = request.record.outputTokens, !request.record.outputTokensEstimated
        else { return false }
        let events = request.gaps.isEmpty ? request.record.chunks ?? 0 : request.gaps.count + 1
        return Double(tokens) < 0.9 * Double(events) - 1
    }

    private var usageDisagrees: ClueFinding {
        let clue = Clue.usageDisagrees
        let answers = view.measured.filter { $0.record.isSuccess && ($0.record.chunks ?? 0) > 0 }
        guard answers.count >= 5 else {
            return .unknown(clue, "only \(ClueWords.count(answers.count, "whole answer"))")
        }
        let missing = answers.count {
            $0.record.outputTokensEstimated || $0.record.outputTokens == nil
        }
        let absent = BinomialInterval.clopperPearson(successes: missing, trials: answers.count)
        if absent.lower > 0.05 {
            return ClueFinding(
                clue, .holds, strength: 0.4 + absent.lower / 2,
                "\(missing) of \(answers.count) answers report no usage",
                figures: [ClueFinding.Figure("answers without usage", absent, unit: "ratio")])
        }
        let wrong = answers.count(where: Self.isImpossible)
        let share = BinomialInterval.clopperPearson(successes: wrong, trials: answers.count)
        if share.lower > 0.02 {
            return ClueFinding(
                clue, .holds, strength: 0.6 + share.lower,
                "\(wrong) of \(answers.count) answers report a usage that cannot be: more tokens"
                    + " than asked for, or fewer than came",
                figures: [ClueFinding.Figure("impossible usage", share, unit: "ratio")])
        }
        return constantRatio(clue, answers, share)
    }

    /// Usage over events: 1 for one token each; a whole number for several; what is always the same fraction is a wrong count.
    private func constantRatio(
        _ clue: Clue, _ answers: [ClientRequest], _ impossible: Estimate
    ) -> ClueFinding {
        let ratios = answers.filter { $0.gaps.count >= 12 }.map {
            Double($0.record.outputTokens ?? 0) / Double($0.gaps.count + 1)
        }.sorted()
        let figures = [ClueFinding.Figure("impossible usage", impossible, unit: "ratio")]
        guard ratios.count >= 8 else {
            return .unknown(clue, "too few long answers to compare usage and events")
        }
        let middle = Sample.median(sorted: ratios)
        let spread =
            (Sample.quantile(sorted: ratios, 0.9) - Sample.quantile(sorted: ratios, 0.1)) / middle
        let words =
            "usage counts \(ClueWords.number(middle)) tokens per event,"
            + " 80 % of the answers within \(ClueWords.percent(spread))"
        if abs(middle - 1) < 0.08, spread < 0.15 {
            return ClueFinding(
                clue, .fails, strength: Double(ratios.count) / 25, words, figures: figures)
        }
        if spread < 0.05, abs(middle - middle.rounded()) > 0.12 {
            return ClueFinding(clue, .holds, strength: 0.7, words, figures: figures)
        }
        return .unknown(clue, words + ": events may hold several tokens")
    }
}
