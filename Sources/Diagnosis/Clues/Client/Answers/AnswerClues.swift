import Load
import Estimates
import Foundation

/// What answers are like: how they end, whether they refuse, how long they are.
struct AnswerClues {
    let view: ClientView
    let baseline: ClientView?

    func findings() -> [ClueFinding] {
        [lengthFinishes, refusals, outputLength]
    }

    private static func finished(_ view: ClientView) -> [ClientRequest] {
        view.measured.filter { $0.record.isSuccess && $0.record.finishReason != nil }
    }

    /// Compares a share with the baseline, or within the window without one.
    private func shift(
        _ requests: (ClientView) -> [ClientRequest], _ isOne: (ClientRequest) -> Bool
    ) -> (shift: ProportionShift, moment: String)? {
        let now = requests(view)
        if let baseline {
            let then = requests(baseline)
            guard then.count >= 10, now.count >= 10 else { return nil }
            let shift = ProportionShift(
                before: (then.count(where: isOne), of: then.count),
                after: (now.count(where: isOne), of: now.count))
            if shift.pValue < ChangePoint.significance { return (shift, "against the baseline") }
            guard let within = within(now, isOne), within.shift.rose(by: 0.05) else {
                return (shift, "against the baseline")
            }
            return within
        }
        return within(now, isOne)
    }

    private func within(
        _ requests: [ClientRequest], _ isOne: (ClientRequest) -> Bool
    ) -> (shift: ProportionShift, moment: String)? {
        ProportionShift.find(in: requests.map { (seconds: $0.start, counts: isOne($0)) }).map {
            ($0, "at \(ClueWords.moment($0.seconds ?? 0))")
        }
    }

    private func finding(
        _ clue: Clue, _ what: String, _ shift: ProportionShift, _ moment: String
    ) -> ClueFinding {
        let figures = [
            ClueFinding.Figure("share before", shift.before, unit: "ratio"),
            ClueFinding.Figure("share after", shift.after, unit: "ratio"),
        ]
        let words =
            "\(what) went from \(ClueWords.percent(shift.before.point)) to"
            + " \(ClueWords.percent(shift.after.point)) of the answers \(moment)"
        if shift.rose(by: 0.02) {
            return ClueFinding(
                clue, .holds, strength: 0.5 + shift.difference.lower, words, figures: figures)
        }
        if shift.difference.upper < 0.15 || shift.pValue > 0.1 && shift.after.count >= 40 {
            let isLevel = shift.seconds == nil
            return ClueFinding(
                clue, .fails, strength: isLevel ? 0.9 : 0.5, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    // MARK: - Length

    private var lengthFinishes: ClueFinding {
        let clue = Clue.lengthFinishesRose
        let all = Self.finished(view)
        guard all.count >= 10 else {
            return .unknown(clue, "only \(ClueWords.count(all.count, "finish reason"))")
        }
        if let early = cutBelowLimit(clue, all) { return early }
        guard let found = shift(Self.finished, { $0.record.finishReason == "length" }) else {
            return .unknown(clue, "too few answers to compare with before")
        }
        return finding(clue, "answers that end with length", found.shift, found.moment)
    }

    /// Answers that ended with `length` well below the limit that was asked for: somebody else's limit; nil without them.
    private func cutBelowLimit(_ clue: Clue, _ all: [ClientRequest]) -> ClueFinding? {
        let known = all.filter {
            $0.record.maxTokens != nil && $0.record.outputTokens != nil
                && !$0.record.outputTokensEstimated && ($0.record.promptTokens ?? 0) > 0
        }
        let early = known.filter {
            $0.record.finishReason == "length"
                && Double($0.record.outputTokens ?? 0) < 0.9 * Double($0.record.maxTokens ?? 0)
                && ($0.tokens ?? 0) == $0.record.outputTokens
        }
        guard known.count >= 10 else { return nil }
        let share = BinomialInterval.clopperPearson(successes: early.count, trials: known.count)
        guard share.lower > 0.05, let one = early.first else { return nil }
        return ClueFinding(
            clue, .holds, strength: 0.6 + share.lower,
            "\(early.count) of \(known.count) answers ended with length before the limit that was"
                + " asked for, such as \(one.record.outputTokens ?? 0) of"
                + " \(one.record.maxTokens ?? 0) tokens",
            figures: [ClueFinding.Figure("ended below the limit", share, unit: "ratio")])
    }

    // MARK: - Refusals

    private static func judged(_ view: ClientView) -> [ClientRequest] {
        view.measured.filter { $0.record.isRefusal != nil && $0.firstToken != nil }
    }

    /// Harmless prompts are refused no more often than this.
    private static let refused = 0.03

    private var refusals: ClueFinding {
        let clue = Clue.refusalsRose
        let all = Self.judged(view)
        guard all.count >= 5 else {
            return .unknown(clue, "nobody looked whether answers refuse")
        }
        let isOne: (ClientRequest) -> Bool = { $0.record.isRefusal == true }
        if let found = shift(Self.judged, isOne), found.shift.rose(by: 0.02) {
            return finding(clue, "refusals", found.shift, found.moment)
        }
        let count = all.count(where: isOne)
        let share = BinomialInterval.clopperPearson(successes: count, trials: all.count)
        let figures = [ClueFinding.Figure("refusals", share, unit: "ratio")]
        let words = "\(count) of \(all.count) answers refuse"
        let usual = baseline.map(Self.judged).map { judged in
            BinomialInterval.clopperPearson(
                successes: judged.count(where: isOne), trials: judged.count
            ).upper
        }
        // Against a baseline that refuses as often it is nothing new.
        if share.lower > Self.refused, share.lower > usual ?? 0 {
            return ClueFinding(
                clue, .holds, strength: 0.4 + share.lower, words, figures: figures)
        }
        if share.upper < 0.1 || usual.map({ share.point <= $0 }) ?? false {
            return ClueFinding(
                clue, .fails, strength: 1 - share.upper, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    // MARK: - How long

    /// Lengths within this factor are the same.
    private static let moved = 1.15

    /// Tokens of a whole answer that ended by itself or at its limit.
    private static func length(_ request: ClientRequest) -> Double? {
        guard request.record.isSuccess, let tokens = request.record.outputTokens, tokens > 0
        else { return nil }
        return Double(tokens)
    }

    private var outputLength: ClueFinding {
        let clue = Clue.outputLengthMoved
        let all = view.measured.filter { Self.length($0) != nil }
        guard all.count >= 12 else {
            return .unknown(clue, "only \(ClueWords.count(all.count, "answer")) of known length")
        }
        let atLimit = all.count { $0.record.finishReason == "length" }
        guard let baseline else {
            let series = all.compactMap { request in
                Self.length(request).map { TimedValue(at: request.start, $0) }
            }
            guard atLimit * 10 < 9 * all.count else {
                return .unknown(clue, "nearly every answer ends at its token limit")
            }
            guard let change = ChangePoint.find(in: series, direction: .either) else {
                return .unknown(clue, "too few answers to compare with before")
            }
            return lengths(
                clue, change.before, change.after, change.ratio, change.pValue,
                "at \(ClueWords.moment(change.seconds))", isBaseline: false)
        }
        let now = all.compactMap(Self.length)
        let then = baseline.measured.compactMap(Self.length)
        guard then.count >= 12 else {
            return .unknown(clue, "too few answers in the baseline")
        }
        let rank = Self.rankTest(now, then)
        return lengths(
            clue, MedianComparison.percentile(then), MedianComparison.percentile(now),
            Self.meanRatio(now, then), rank, "against the baseline", isBaseline: true)
    }

    private func lengths(
        _ clue: Clue, _ before: Estimate, _ after: Estimate, _ ratio: Estimate, _ pValue: Double,
        _ moment: String, isBaseline: Bool
    ) -> ClueFinding {
        let figures = [
            ClueFinding.Figure("answer length p50 before", before, unit: "tokens"),
            ClueFinding.Figure("answer length p50 after", after, unit: "tokens"),
            ClueFinding.Figure("ratio", ratio, unit: "ratio"),
        ]
        let words =
            "answers went from \(ClueWords.number(before.point)) to"
            + " \(ClueWords.number(after.point)) tokens at the median \(moment)"
            + " (\(ClueWords.number(ratio.lower)) to \(ClueWords.number(ratio.upper)) times)"
        let isApart = ratio.lower > Self.moved || ratio.upper < 1 / Self.moved
        if pValue < ChangePoint.significance, isApart {
            return ClueFinding(
                clue, .holds, strength: 0.5 + abs(log(ratio.point)), words, figures: figures)
        }
        if ratio.upper < 1.3 && ratio.lower > 1 / 1.3 || pValue > 0.05 {
            return ClueFinding(
                clue, .fails, strength: isBaseline ? 0.9 : 0.4, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    /// The quotient of the means with an interval: medians of lengths cut off at a limit would stand still.
    private static func meanRatio(_ now: [Double], _ then: [Double]) -> Estimate {
        func relative(_ values: [Double]) -> (mean: Double, error: Double) {
            let mean = Sample.mean(values)
            let n = Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(n - 1, 1)
            return (mean, (variance / n).squareRoot() / mean)
        }
        let (a, b) = (relative(now), relative(then))
        let reach = 1.96 * (a.error * a.error + b.error * b.error).squareRoot()
        let ratio = a.mean / b.mean
        return Estimate(
            point: ratio, lower: ratio * exp(-reach), upper: ratio * exp(reach),
            count: min(now.count, then.count), confidence: 0.95, method: .modelError)
    }

    /// The two-sided p-value of the rank test of Wilcoxon.
    private static func rankTest(_ now: [Double], _ then: [Double]) -> Double {
        let (ranks, ties) = Sample.ranks(then + now)
        let (k, n) = (Double(then.count), Double(then.count + now.count))
        let spread = (n + 1) - ties / (n * (n - 1))
        guard spread > 0 else { return 1 }
        let sum = ranks[..<then.count].reduce(0, +)
        let score = (k * (n + 1) / 2 - sum) / (k * (n - k) / 12 * spread).squareRoot()
        return 2 * Sample.normalTail(above: abs(score))
    }
}
