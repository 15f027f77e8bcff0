import Estimates
import Foundation
import Signals

extension ServerClues {
    /// Clues about the answers, by the engine's own count.
    func answers(_ story: ServerStory) -> [ClueFinding] {
        [serverLengthFinishesRose(story), serverOutputLengthMoved(story)]
    }

    // MARK: - Finish reasons

    private func lengths(_ interval: ScrapeInterval) -> (length: Int, whole: Int)? {
        guard let reasons = interval.delta.increase(.requestsFinished)?.byReason, !reasons.isEmpty
        else { return nil }
        let length = reasons["length"] ?? 0
        let stop = reasons["stop"] ?? 0
        return (Int(length.rounded()), Int((length + stop).rounded()))
    }

    private func serverLengthFinishesRose(_ story: ServerStory) -> ClueFinding {
        let counted = story.engines.flatMap { track in
            track.intervals.compactMap { interval in
                lengths(interval).map { (interval.middle, $0.length, $0.whole) }
            }
        }
        let whole = counted.reduce(0) { $0 + $1.2 }
        guard whole >= 20 else {
            return .unknown(
                .serverLengthFinishesRose,
                "no engine tells finish reasons, or too few requests ended")
        }
        let length = counted.reduce(0) { $0 + $1.1 }
        let share = Double(length) / Double(whole)
        let figure = Self.counted("share ending with length", share, count: whole, unit: "ratio")
        let shift: ProportionShift?
        let least: Double
        if let before = baseline.map({ $0.engines.flatMap { $0.intervals.compactMap(lengths) } }),
            before.reduce(0, { $0 + $1.whole }) >= 20
        {
            shift = ProportionShift(
                before: (
                    before.reduce(0) { $0 + $1.length }, of: before.reduce(0) { $0 + $1.whole }
                ),
                after: (length, of: whole))
            least = 0.03
        } else {
            let series = counted.sorted { $0.0 < $1.0 }.flatMap { seconds, length, whole in
                // Within an interval the order is unknown: those with "length" are spread evenly.
                (0..<whole).map { index in
                    (seconds, (index + 1) * length / whole > index * length / whole)
                }
            }
            shift = ProportionShift.find(in: series.map { (seconds: $0.0, counts: $0.1) })
            least = 0.1
        }
        guard let shift else {
            return .unknown(.serverLengthFinishesRose, "too few requests ended")
        }
        let text =
            "\(ServerWords.percent(shift.after.point)) of the answers end with length, "
            + "\(ServerWords.percent(shift.before.point)) before"
        if shift.rose(by: least) {
            return ClueFinding(
                .serverLengthFinishesRose, .holds,
                strength: Self.strength(shift.difference.point, from: 0.1, to: 0.5), text,
                figures: [
                    ClueFinding.Figure("share ending with length", shift.after, unit: "ratio"),
                    ClueFinding.Figure(
                        "share ending with length before", shift.before, unit: "ratio"),
                ])
        }
        guard shift.difference.upper < 0.2 || shift.pValue > 0.05 else {
            return .unknown(.serverLengthFinishesRose, text)
        }
        return ClueFinding(
            .serverLengthFinishesRose, .fails,
            strength: baseline == nil ? Self.withoutBaseline : 1,
            "\(ServerWords.percent(share)) of \(whole) answers end with length all along",
            figures: [figure])
    }

    // MARK: - Lengths

    private func serverOutputLengthMoved(_ story: ServerStory) -> ClueFinding {
        let values = story.engines.flatMap { $0.means(.generationLength) }
            .sorted { $0.seconds < $1.seconds }
        let total = values.reduce(0) { $0 + $1.count }
        guard total >= 30 else {
            return .unknown(
                .serverOutputLengthMoved, "no engine tells the lengths of answers, or too few ended"
            )
        }
        let parts: (LengthSample, LengthSample)?
        if let before = baseline.map({ LengthSample($0.engines, from: -.infinity, to: .infinity) }),
            before.count >= 30
        {
            parts = (before, LengthSample(story.engines, from: -.infinity, to: .infinity))
        } else if let split = bestSplit(values) {
            parts = (
                LengthSample(story.engines, from: -.infinity, to: split),
                LengthSample(story.engines, from: split, to: .infinity)
            )
        } else {
            parts = nil
        }
        guard let (before, after) = parts, before.count >= 20, after.count >= 20 else {
            return .unknown(.serverOutputLengthMoved, "too few answers ended to compare")
        }
        let ratio = after.mean / before.mean
        let index = LengthSample.stabilityIndex(before, after)
        let text =
            "answers have \(ServerWords.number(after.mean)) tokens on average, "
            + "\(ServerWords.number(before.mean)) before"
            + (index.map { "; the buckets moved by a PSI of \(ServerWords.number($0))" } ?? "")
        let figures = [
            Self.counted("answer length mean", after.mean, count: Int(after.count), unit: "tokens"),
            Self.counted(
                "answer length mean before", before.mean, count: Int(before.count), unit: "tokens"),
        ]
        let moved = abs(log(ratio))
        // Buckets hold a factor of two or more: a mean that moved is evidence where they cannot tell.
        let clear = moved >= 4.5 * LengthSample.error(before, after)
        if moved >= log(1.2), clear, (index ?? 1) >= 0.1 || moved >= log(1.5) {
            return ClueFinding(
                .serverOutputLengthMoved, .holds,
                strength: Self.strength(moved, from: log(1.2), to: log(2)), text, figures: figures)
        }
        guard moved < log(1.15) || !clear else {
            return .unknown(.serverOutputLengthMoved, text)
        }
        return ClueFinding(
            .serverOutputLengthMoved, .fails,
            strength: baseline == nil ? Self.withoutBaseline : 1, text, figures: figures)
    }

    /// The time that splits the answers best by their mean length, with a fifth of them on either side.
    private func bestSplit(_ values: [IntervalValue]) -> Double? {
        let total = values.reduce(0) { $0 + $1.count }
        let mean = values.reduce(0) { $0 + $1.value * $1.count } / total
        var best: (seconds: Double, score: Double)?
        var sum = 0.0
        var count = 0.0
        for (value, next) in zip(values, values.dropFirst()) {
            sum += (value.value - mean) * value.count
            count += value.count
            guard count >= max(20, 0.2 * total), total - count >= max(20, 0.2 * total) else {
                continue
            }
            let score = sum * sum / (count * (total - count))
            if score > (best?.score ?? -1) {
                best = ((value.seconds + next.seconds) / 2, score)
            }
        }
        return best?.seconds
    }
}
