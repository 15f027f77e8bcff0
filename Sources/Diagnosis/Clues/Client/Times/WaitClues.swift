import Load
import Estimates
import Foundation

/// Waits for the first token: of some or of all, and how long against an answer.
struct WaitClues {
    let view: ClientView

    /// The slow group waits at least so many times as long.
    private static let apart = 3.0
    /// And so many seconds longer.
    private static let extra = 0.2

    func findings() -> [ClueFinding] {
        // Buffered answers have no first token of their own: their waits say nothing.
        let plain = view.plain.filter { !($0.gaps.count >= 7 && ArrivalClues.isLump($0)) }
        let times = plain.compactMap(\.netFirstToken)
        let split = TwoSpeeds.split(times)
        let isTwo = split.map {
            $0.isTwo(ratio: Self.apart) && $0.slow.point - $0.fast.point > Self.extra
        }
        return [bimodal(times, split, isTwo ?? false), generation(plain, split, isTwo ?? false)]
    }

    private func bimodal(_ times: [Double], _ split: TwoSpeeds?, _ isTwo: Bool) -> ClueFinding {
        let clue = Clue.firstTokenBimodal
        guard let split else {
            return .unknown(clue, "only \(times.count) plain requests with a first token")
        }
        let figures = [
            ClueFinding.Figure("fast TTFT p50", split.fast, unit: "s"),
            ClueFinding.Figure("slow TTFT p50", split.slow, unit: "s"),
            ClueFinding.Figure("share of the slow", split.slowShare, unit: "ratio"),
        ]
        if isTwo {
            return ClueFinding(
                clue, .holds, strength: 0.5 + min(0.5, log(split.ratio.lower / Self.apart) / 2),
                "\(ClueWords.percent(1 - split.slowShare.point)) of the requests got a token after"
                    + " \(ClueWords.seconds(split.fast.point)), the rest after"
                    + " \(ClueWords.seconds(split.slow.point))",
                figures: figures)
        }
        let sorted = times.sorted()
        let spread = Sample.quantile(sorted: sorted, 0.9) / Sample.quantile(sorted: sorted, 0.25)
        let words =
            "TTFT has one mode: p25 \(ClueWords.seconds(Sample.quantile(sorted: sorted, 0.25))),"
            + " p90 \(ClueWords.seconds(Sample.quantile(sorted: sorted, 0.9)))"
        if spread < Self.apart, times.count >= 30 {
            return ClueFinding(
                clue, .fails, strength: Double(times.count) / 80, words, figures: figures)
        }
        return .unknown(clue, "TTFT is wide, yet not in two clear groups")
    }

    /// The wait of those who waited, over the time in which one answer is written.
    private func generation(
        _ plain: [ClientRequest], _ split: TwoSpeeds?, _ isTwo: Bool
    ) -> ClueFinding {
        let clue = Clue.waitsLikeAGeneration
        let writing = plain.filter { $0.gaps.count >= 4 && $0.record.isSuccess }.map(\.decode)
            .filter { $0 > 0 }
        let times = plain.compactMap(\.netFirstToken).sorted()
        guard times.count >= 12, writing.count >= 12 else {
            return .unknown(clue, "too few whole answers")
        }
        let best = Sample.quantile(sorted: times, 0.05)
        var waits = times.map { max($0 - best, 1e-6) }
        if isTwo, let split {
            waits = times.filter { $0 > split.boundary }.map { $0 - split.fast.point }
        } else {
            // All wait, or nobody does: the slower half shows it.
            waits = Array(waits.suffix(waits.count / 2))
        }
        let ratio = MedianComparison.ratio(of: waits, to: writing)
        let figures = [ClueFinding.Figure("wait over writing time p50", ratio, unit: "ratio")]
        let words =
            "those who wait do so for \(ClueWords.seconds(Sample.median(waits))) at the median,"
            + " \(ClueWords.number(ratio.point)) times as long as an answer is written"
        if ratio.lower > 0.25 {
            return ClueFinding(
                clue, .holds, strength: 0.5 + min(0.5, ratio.lower - 0.25), words,
                figures: figures)
        }
        if ratio.upper < 0.15 {
            return ClueFinding(
                clue, .fails, strength: Double(times.count) / 60, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }
}
