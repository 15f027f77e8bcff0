import Estimates
import Foundation

/// Whether times got worse, by how much, and whether they come back.
struct WorseningClues {
    let worsening: Worsening

    init(_ worsening: Worsening) {
        self.worsening = worsening
    }

    func findings() -> [ClueFinding] {
        [
            finding(.firstTokenWorsened, worsening.firstToken),
            finding(.gapsWorsened, worsening.gaps), sameFactor, inEpisodes,
        ]
    }

    private func finding(_ clue: Clue, _ comparison: Worsening.Comparison) -> ClueFinding {
        ClueFinding(
            clue, comparison.state, strength: comparison.strength, comparison.statement,
            figures: comparison.figures)
    }

    /// Factors that differ by less than this are the same: a part of TTFT is the network's and does not scale.
    private static let tolerance = 1.3

    private var sameFactor: ClueFinding {
        let clue = Clue.sameFactor
        let (first, gaps) = (worsening.firstToken, worsening.gaps)
        guard first.state == .holds || gaps.state == .holds else {
            return .unknown(clue, "neither TTFT nor the time per token got worse")
        }
        guard let a = first.ratio, let b = gaps.ratio, a.point > 0, b.point > 0 else {
            return .unknown(clue, "only one of TTFT and time per token is known")
        }
        func reach(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
        let quotient = log(a.point / b.point)
        let lower = exp(quotient - reach(log(a.point / a.lower), log(b.upper / b.point)))
        let upper = exp(quotient + reach(log(a.upper / a.point), log(b.point / b.lower)))
        let both = Estimate(
            point: exp(quotient), lower: lower, upper: upper, count: min(a.count, b.count),
            confidence: 0.95, method: .orderStatistic)
        let figures = [ClueFinding.Figure("TTFT's factor over that of gaps", both, unit: "ratio")]
        let words =
            "TTFT changed by a factor of \(ClueWords.number(a.point)),"
            + " the time per token by \(ClueWords.number(b.point))"
        let range = (1 / Self.tolerance)...Self.tolerance
        if first.state == .holds, gaps.state == .holds, range.contains(both.point),
            lower <= 1.1, upper >= 0.9
        {
            return ClueFinding(
                clue, .holds, strength: min(first.strength, gaps.strength) + 0.3, words,
                figures: figures)
        }
        if upper < 1 / 1.15 || lower > 1.15 {
            return ClueFinding(
                clue, .fails, strength: min(1, abs(quotient) * 2), words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    private var inEpisodes: ClueFinding {
        let clue = Clue.inEpisodes
        let view = worsening.view
        let named: [(String, Worsening.Figure)] = [
            ("time per token", .gaps), ("TTFT", .firstToken),
        ]
        var looked = false
        for (name, figure) in named {
            let series = view.likeForLike(figure.value)
            guard series.count >= 48 else { continue }
            looked = true
            guard let found = Episodes.find(in: series), found.spans.count >= 2, found.ended >= 1,
                found.ratio.lower > figure.least
            else { continue }
            let moments = found.spans.prefix(4).map {
                "\(ClueWords.moment($0.lowerBound)) to \(ClueWords.moment($0.upperBound))"
            }
            return ClueFinding(
                clue, .holds, strength: 0.3 + 0.2 * Double(found.spans.count),
                "\(name) rose from \(ClueWords.seconds(found.quiet.point)) to"
                    + " \(ClueWords.seconds(found.bad.point)) in \(found.spans.count) intervals: "
                    + moments.joined(separator: ", "),
                figures: [
                    ClueFinding.Figure("\(name) p50 in quiet", found.quiet, unit: "s"),
                    ClueFinding.Figure("\(name) p50 in episodes", found.bad, unit: "s"),
                ])
        }
        guard looked else { return .unknown(clue, "too few requests to see intervals") }
        return ClueFinding(
            clue, .fails, strength: 0.7, "times do not come and go in intervals")
    }
}
