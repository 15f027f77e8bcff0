import Load
import Estimates
import Foundation

/// What the prompt has to do with the time to the first token: its length, its repetition, the adapter it asks for.
struct PromptClues {
    let view: ClientView
    let baseline: ClientView?
    let worsening: Worsening

    func findings() -> [ClueFinding] {
        [growsWithPrompt, repeatsNotFaster, adaptersSlow]
    }

    // MARK: - Length

    /// Computing one token of a prompt takes at most this part of the time of one generated token: 0.8 to 2.5 % were measured on
    /// cards and on a processor.
    private static let computed = 0.06
    /// Slopes of two times count as different from this factor on.
    private static let steeper = 1.4

    /// TTFT over prompt tokens of new prompts for the base model, without the time of a connection.
    private static func points(
        _ requests: [ClientRequest], _ model: String?
    ) -> [(x: Double, y: Double)] {
        requests.compactMap { request in
            guard !request.kind.isRepeat, request.kind.model == model,
                let tokens = request.record.promptTokens, let time = request.netFirstToken
            else { return nil }
            return (Double(tokens), time)
        }
    }

    /// A line through all prompts, when their lengths differ enough to carry one.
    private static func line(_ requests: [ClientRequest], _ model: String?) -> TheilSen? {
        let points = points(requests, model)
        let lengths = points.map(\.x).sorted()
        guard points.count >= 16, let shortest = lengths.first, let longest = lengths.last,
            longest > 1.5 * shortest, longest - shortest > 50
        else { return nil }
        // Most prompts are short: longer ones would be lost among pairs of short ones, so that both halves weigh the same.
        let middle = Sample.median(sorted: lengths)
        let long = points.filter { $0.x > 2 * middle }
        guard long.count >= 4, long.count * 4 < points.count else { return TheilSen(points) }
        let short = points.filter { $0.x <= 2 * middle }
        let step = max(1, short.count / (2 * long.count))
        return TheilSen(
            long + stride(from: 0, to: short.count, by: step).map { short[$0] })
    }

    private var growsWithPrompt: ClueFinding {
        let clue = Clue.firstTokenGrowsWithPrompt
        guard let now = Self.line(view.answered, view.baseModel) else {
            return .unknown(clue, "prompts of different lengths are missing")
        }
        if let baseline, let then = Self.line(baseline.answered, baseline.baseModel) {
            return compared(clue, from: then, to: now, "against the baseline")
        }
        if let moment = worsening.firstToken.seconds, worsening.firstToken.state == .holds,
            let before = Self.line(view.answered.filter { $0.start < moment }, view.baseModel),
            let after = Self.line(view.answered.filter { $0.start >= moment }, view.baseModel)
        {
            return compared(clue, from: before, to: after, "at \(ClueWords.moment(moment))")
        }
        let paces = view.answered.compactMap(\.secondsPerToken)
        guard paces.count >= 12 else {
            return .unknown(clue, "too few answers to know how long a token takes")
        }
        let token = Sample.median(paces)
        let relative = now.slope.point / token
        let figures = [ClueFinding.Figure("TTFT per prompt token", now.slope, unit: "s")]
        let words =
            "TTFT grows by \(ClueWords.seconds(now.slope.point * 1000)) per 1000 prompt tokens,"
            + " \(ClueWords.percent(max(relative, 0))) of a generated token for each"
        if now.slope.lower > Self.computed * token {
            return ClueFinding(
                clue, .holds, strength: 0.3 + now.slope.lower / token * 2, words, figures: figures)
        }
        if now.slope.upper < Self.computed * token {
            return ClueFinding(clue, .fails, strength: 0.4, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    private func compared(
        _ clue: Clue, from before: TheilSen, to after: TheilSen, _ moment: String
    ) -> ClueFinding {
        let figures = [
            ClueFinding.Figure("TTFT per prompt token before", before.slope, unit: "s"),
            ClueFinding.Figure("TTFT per prompt token after", after.slope, unit: "s"),
        ]
        let words =
            "TTFT per 1000 prompt tokens went from"
            + " \(ClueWords.seconds(before.slope.point * 1000)) to"
            + " \(ClueWords.seconds(after.slope.point * 1000)) \(moment)"
        // Of two intervals at 95 % that only touch, the difference is certain at more than 99 %.
        if after.slope.lower > max(before.slope.upper, 0),
            after.slope.point > Self.steeper * max(before.slope.point, 0)
        {
            let factor = after.slope.point / max(before.slope.point, after.slope.point / 10)
            return ClueFinding(
                clue, .holds, strength: 0.5 + (factor - Self.steeper) / 4, words, figures: figures)
        }
        if after.slope.upper < Self.steeper * max(before.slope.lower, 0) {
            return ClueFinding(clue, .fails, strength: 0.8, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    // MARK: - Repetition

    private var repeatsNotFaster: ClueFinding {
        let clue = Clue.repeatsNotFaster
        if let reported = reportedHits(clue) { return reported }
        var originals: [Int: ClientRequest] = [:]
        for request in view.answered where !request.record.isWarmup {
            originals[request.record.index] = request
        }
        let slope = Self.line(view.answered, view.baseModel)?.slope
        let pairs = view.answered.compactMap { again -> (saved: Double, length: Double)? in
            guard let number = again.record.repeats, let first = originals[number],
                let before = first.netFirstToken, let now = again.netFirstToken,
                let tokens = again.record.promptTokens ?? first.record.promptTokens
            else { return nil }
            return (before - now, Double(tokens))
        }
        guard pairs.count >= 8 else {
            return .unknown(clue, "only \(ClueWords.count(pairs.count, "repeated prompt"))")
        }
        guard let slope, slope.lower > 0 else {
            return .unknown(clue, "computing a prompt is not seen in TTFT, so neither is saving it")
        }
        // Prompts may have their begin in common, which is no longer than the shortest of them: that part is found anyway.
        let common = view.answered.compactMap { $0.record.promptTokens.map(Double.init) }.min() ?? 0
        let expected = slope.lower * max(0, Sample.median(pairs.map(\.length)) - common)
        let saved = MedianComparison.percentile(pairs.map(\.saved))
        let figures = [ClueFinding.Figure("saved by a repeat p50", saved, unit: "s")]
        let words =
            "a repeated prompt saves \(ClueWords.seconds(saved.point)) of the"
            + " \(ClueWords.seconds(expected)) that computing it takes at least"
        if saved.upper < 0.4 * expected, expected > 0.01 {
            return ClueFinding(
                clue, .holds, strength: Double(pairs.count) / 25, words, figures: figures)
        }
        if saved.lower > 0.25 * expected, saved.lower > 0.002 {
            return ClueFinding(
                clue, .fails, strength: Double(pairs.count) / 25, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    /// What the server itself reports of repeated prompts of two blocks or more; nil when it does not.
    private func reportedHits(_ clue: Clue) -> ClueFinding? {
        let shares = view.answered.compactMap { request -> Double? in
            guard request.kind.isRepeat, let cached = request.record.cachedTokens,
                let tokens = request.record.promptTokens, tokens >= 33
            else { return nil }
            return Double(cached) / Double(tokens)
        }
        // A server that never reports a hit may not report hits at all.
        guard shares.count >= 8,
            view.requests.contains(where: { ($0.record.cachedTokens ?? 0) > 0 })
        else { return nil }
        let share = MedianComparison.percentile(shares)
        let figures = [ClueFinding.Figure("cached share of repeats p50", share, unit: "ratio")]
        let words =
            "\(ClueWords.percent(share.point)) of a repeated prompt comes from the prefix cache"
        if share.upper < 0.3 {
            return ClueFinding(
                clue, .holds, strength: Double(shares.count) / 20, words, figures: figures)
        }
        guard share.lower > 0.3 else { return nil }
        return ClueFinding(
            clue, .fails, strength: Double(shares.count) / 20, words, figures: figures)
    }

    // MARK: - Adapters

    /// Requests for an adapter count as slower from this factor on, and from so many seconds on.
    private static let adapterFactor = 1.3
    private static let adapterExtra = 0.05

    private var adaptersSlow: ClueFinding {
        let clue = Clue.adaptersSlow
        let alike = view.answered.filter { !$0.kind.isLong && !$0.kind.isRepeat }
        let base = alike.filter { $0.kind.model == view.baseModel }.compactMap(\.netFirstToken)
        let others = alike.filter { $0.kind.model != view.baseModel }.compactMap(\.netFirstToken)
        guard base.count >= 8, others.count >= 8 else {
            return .unknown(
                clue, "only \(ClueWords.count(others.count, "request")) for another model name")
        }
        var best: (ratio: Estimate, share: Double)?
        for share in [0.5, 0.75] {
            let ratio = MedianComparison.ratio(
                of: others, to: base, share: share, confidence: 0.98)
            if ratio.lower > best?.ratio.lower ?? -.infinity { best = (ratio, share) }
        }
        guard let best else { return .unknown(clue, "nothing to compare") }
        let now = MedianComparison.percentile(others, share: best.share)
        let usual = MedianComparison.percentile(base, share: best.share)
        let name = best.share == 0.5 ? "p50" : "p75"
        let figures = [
            ClueFinding.Figure("TTFT \(name) of adapters", now, unit: "s"),
            ClueFinding.Figure("TTFT \(name) of the base model", usual, unit: "s"),
        ]
        let words =
            "TTFT \(name) is \(ClueWords.seconds(now.point)) for adapters and"
            + " \(ClueWords.seconds(usual.point)) for the base model"
        if best.ratio.lower > Self.adapterFactor, now.point - usual.point > Self.adapterExtra {
            return ClueFinding(
                clue, .holds, strength: 0.5 + (best.ratio.lower - Self.adapterFactor) / 2, words,
                figures: figures)
        }
        if best.ratio.upper < Self.adapterFactor {
            return ClueFinding(
                clue, .fails, strength: Double(others.count) / 30, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }
}
