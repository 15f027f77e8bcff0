import Estimates
import Inference
import Load

/// New connections against kept ones, and requests that take no slot.
struct ConnectionClues {
    let view: ClientView

    /// A new connection may cost so much, in seconds: three round trips to the other end of a continent.
    private static let usual = 0.1
    /// A beacon may take so long, in seconds.
    private static let quick = 0.1
    /// And so much of the time to the first token.
    private static let part = 0.15

    func findings() -> [ClueFinding] {
        [fresh, beacon]
    }

    private var fresh: ClueFinding {
        let clue = Clue.freshConnectionsSlow
        let alike = view.answered.filter { !$0.kind.isLong && !$0.kind.isRepeat }
        let setups = view.measured.filter(\.kind.isFresh).compactMap(\.setup)
        let figure: (estimate: Estimate, words: String)
        if setups.count >= 8 {
            let cost = MedianComparison.percentile(setups)
            figure = (
                cost, "making a connection took \(ClueWords.seconds(cost.point)) at the median"
            )
        } else {
            let new = alike.filter(\.kind.isFresh).compactMap(\.firstToken)
            let kept = alike.filter { $0.record.reusedConnection == true }.compactMap(\.firstToken)
            let beacons = (
                view.evidence.beacons.filter(\.isFresh),
                view.evidence.beacons.filter { !$0.isFresh }
            )
            if new.count >= 8, kept.count >= 8 {
                let cost = MedianComparison.difference(of: new, to: kept)
                figure = (
                    cost,
                    "TTFT on new connections differs by \(ClueWords.seconds(cost.point)) from kept ones"
                )
            } else if beacons.0.count >= 8, beacons.1.count >= 8 {
                let cost = MedianComparison.difference(
                    of: beacons.0.map(\.duration.seconds), to: beacons.1.map(\.duration.seconds))
                figure = (
                    cost,
                    "a cheap request on a new connection differs by \(ClueWords.seconds(cost.point))"
                )
            } else {
                return .unknown(clue, "only \(setups.count) new connections")
            }
        }
        let figures = [ClueFinding.Figure("cost of a connection", figure.estimate, unit: "s")]
        if figure.estimate.lower > Self.usual {
            return ClueFinding(
                clue, .holds, strength: 0.4 + figure.estimate.lower, figure.words,
                figures: figures)
        }
        if figure.estimate.upper < Self.usual {
            return ClueFinding(
                clue, .fails, strength: Double(figure.estimate.count) / 20, figure.words,
                figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, figure.words, figures: figures)
    }

    private var beacon: ClueFinding {
        let clue = Clue.beaconSlow
        let answered = view.evidence.beacons.filter { $0.status.map { $0 < 500 } ?? false }
        let kept = answered.filter { !$0.isFresh }
        let used = kept.count >= 8 ? kept : answered
        guard used.count >= 8 else {
            return .unknown(clue, "only \(used.count) cheap requests beside the load")
        }
        let times = used.map(\.duration.seconds)
        let sorted = times.sorted()
        let upper = MedianComparison.percentile(times, share: 0.75)
        let middle = MedianComparison.percentile(times)
        let first = Sample.median(view.plain.compactMap(\.netFirstToken))
        let figures = [
            ClueFinding.Figure("cheap request p50", middle, unit: "s"),
            ClueFinding.Figure("cheap request p75", upper, unit: "s"),
        ]
        let words =
            "a cheap request took \(ClueWords.seconds(middle.point)) at the median,"
            + " \(ClueWords.seconds(upper.point)) at p75; TTFT p50 is \(ClueWords.seconds(first))"
        let isPart = first.isNaN || upper.lower > Self.part * first
        if upper.lower > Self.quick, isPart {
            // Always the same: that may be the way to a far endpoint.
            let varies = upper.point > 1.5 * Sample.quantile(sorted: sorted, 0.05)
            return ClueFinding(
                clue, .holds, strength: varies ? 0.5 + upper.lower : 0.4, words, figures: figures)
        }
        if upper.upper < Self.quick || !isPart && upper.upper < Self.part * first {
            return ClueFinding(
                clue, .fails, strength: Double(used.count) / 20, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }
}
