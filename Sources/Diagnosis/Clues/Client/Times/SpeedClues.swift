import Load
import Estimates
import Foundation

/// Whether requests fall into a fast and a slow group, at the same time.
struct SpeedClues {
    let view: ClientView

    /// Groups differ by at least this factor.
    private static let apart = 1.25

    func findings() -> [ClueFinding] {
        [byReplica ?? byGroups]
    }

    /// The slowest named replica against all others; nil where fewer than two are named.
    private var byReplica: ClueFinding? {
        let clue = Clue.requestsInTwoSpeeds
        var best: (name: String, ratio: Estimate, what: String, extra: Double)?
        var looked = 0
        let figures: [(String, (ClientRequest) -> Double?)] = [
            ("time per token", { $0.secondsPerToken }), ("TTFT", { $0.netFirstToken }),
        ]
        for (what, figure) in figures {
            var values: [String: [Double]] = [:]
            for request in view.answered where !request.kind.isLong && !request.kind.isRepeat {
                if let name = request.record.replica, let value = figure(request) {
                    values[name, default: []].append(value)
                }
            }
            values = values.filter { $0.value.count >= 8 }
            guard values.count >= 2 else { continue }
            looked = max(looked, values.count)
            for name in values.keys.sorted() {
                let others = values.filter { $0.key != name }.flatMap(\.value)
                let own = values[name] ?? []
                // Each replica is tried, and both figures.
                let ratio = MedianComparison.ratio(
                    of: own, to: others, confidence: 1 - 0.05 / Double(2 * values.count),
                    widening: 1.3)
                if ratio.lower > best?.ratio.lower ?? -.infinity {
                    best = (name, ratio, what, Sample.median(own) - Sample.median(others))
                }
            }
        }
        guard let best, looked >= 2 else { return nil }
        let shown = [
            ClueFinding.Figure("\(best.what) against other replicas", best.ratio, unit: "ratio")
        ]
        let words =
            "the \(best.what) of replica \(best.name) is \(ClueWords.times(best.ratio.point)) that"
            + " of the others (\(ClueWords.number(best.ratio.lower)) to"
            + " \(ClueWords.number(best.ratio.upper)))"
        if best.ratio.lower > Self.apart, best.what == "time per token" || best.extra > 0.05 {
            return ClueFinding(
                clue, .holds, strength: 0.6 + (best.ratio.lower - Self.apart), words,
                figures: shown)
        }
        if best.ratio.upper < 1.5 {
            return ClueFinding(clue, .fails, strength: 0.8, words, figures: shown)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: shown)
    }

    private var byGroups: ClueFinding {
        let clue = Clue.requestsInTwoSpeeds
        let series = view.likeForLike(\.secondsPerToken)
        guard let split = TwoSpeeds.split(series.map(\.value)) else {
            return .unknown(clue, "only \(ClueWords.count(series.count, "answer")) to group")
        }
        let figures = [
            ClueFinding.Figure("time per token of the fast", split.fast, unit: "s"),
            ClueFinding.Figure("time per token of the slow", split.slow, unit: "s"),
            ClueFinding.Figure("share of the slow", split.slowShare, unit: "ratio"),
        ]
        let words =
            "\(ClueWords.percent(split.slowShare.point)) of the answers take"
            + " \(ClueWords.seconds(split.slow.point)) per token, the others"
            + " \(ClueWords.seconds(split.fast.point))"
        if split.isTwo(ratio: Self.apart) {
            let isSlow = series.map { $0.value > split.boundary }
            guard Self.areMixed(isSlow) else {
                return ClueFinding(
                    clue, .fails, strength: 0.5, words + ", but not at the same time",
                    figures: figures)
            }
            return ClueFinding(
                clue, .holds, strength: 0.5 + (split.ratio.lower - Self.apart), words,
                figures: figures)
        }
        let sorted = series.map(\.value).sorted()
        let spread = Sample.quantile(sorted: sorted, 0.9) / Sample.quantile(sorted: sorted, 0.1)
        if series.count >= 30, spread < 1.5 || split.pValue > 0.05 {
            return ClueFinding(
                clue, .fails, strength: Double(series.count) / 80,
                "the answers have one speed, p90 \(ClueWords.times(spread)) p10", figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    /// Whether slow and fast ones follow each other as in a mix: clearly more runs than two blocks or few episodes make.
    private static func areMixed(_ isSlow: [Bool]) -> Bool {
        let slow = Double(isSlow.count { $0 })
        let fast = Double(isSlow.count) - slow
        let runs = 1 + zip(isSlow, isSlow.dropFirst()).count { $0 != $1 }
        let expected = 2 * slow * fast / (slow + fast) + 1
        return Double(runs) > 0.5 * expected
    }
}
