import Estimates
import Inference
import Load

/// Whether the measurement itself is to be trusted: the client's event loop and the clocks.
struct ClientSelfClues {
    let view: ClientView

    func findings() -> [ClueFinding] {
        [late, clock]
    }

    // MARK: - The event loop

    /// A lag below this is none, in seconds.
    private static let harmless = 0.01
    /// The part of a TTFT that the lag may be.
    private static let part = 0.05
    /// The part of a gap that the usual lag may be.
    private static let partOfGap = 0.3
    /// A median lag below this part of the p99 means single stalls.
    private static let stallMedian = 0.03

    private var late: ClueFinding {
        let clue = Clue.clientLate
        let first = Sample.median(view.answered.compactMap(\.firstToken))
        let gap = Sample.median(view.answered.compactMap(\.secondsPerToken))
        let busy = view.evidence.processorUse ?? 0
        if let lag = view.evidence.lag, lag.count >= 20 {
            let (p99, middle) = (lag.p99.seconds, lag.median.seconds)
            let figures = [
                ClueFinding.Figure(
                    "lag p99 of the client's event loop", .exact(p99, count: lag.count), unit: "s"),
                ClueFinding.Figure(
                    "lag p50 of the client's event loop", .exact(middle, count: lag.count),
                    unit: "s"),
            ]
            let words =
                "the client's own event loop was \(ClueWords.seconds(p99)) late at p99 and"
                + " \(ClueWords.seconds(middle)) at the median, with TTFT p50 at"
                + " \(ClueWords.seconds(first))"
            let isPartOfFirst = first.isNaN || p99 > Self.part * first
            let isPartOfGap = !gap.isNaN && middle > Self.partOfGap * gap
            if p99 > Self.harmless, isPartOfFirst || isPartOfGap {
                let strength = 0.4 + (first.isNaN ? 0.3 : p99 / first) + (busy > 0.9 ? 0.3 : 0)
                // One long stall is not a client that cannot keep up: it spoils what it hit and no more.
                let isSingleStall = middle < Self.stallMedian * p99 && busy <= 0.9
                return ClueFinding(
                    clue, .holds, strength: isSingleStall ? min(strength, 0.4) : strength, words,
                    figures: figures)
            }
            return ClueFinding(
                clue, .fails, strength: Double(lag.count) / 100, words, figures: figures)
        }
        let delays = view.measured.map(\.record.startDelay.seconds).sorted()
        let p95 = Sample.quantile(sorted: delays, 0.95)
        guard delays.count >= 20, p95 > 0.02, first.isNaN || p95 > Self.part * first else {
            return .unknown(clue, "how late the client's own event loop ran was not recorded")
        }
        return ClueFinding(
            clue, .holds, strength: 0.5,
            "requests started \(ClueWords.seconds(p95)) late at p95",
            figures: [
                ClueFinding.Figure(
                    "start delay p95", MedianComparison.percentile(delays, share: 0.95), unit: "s")
            ])
    }

    // MARK: - Clocks

    /// Clocks that differ by less than this may be right: the header is cut to the second, and the answer travels.
    private static let exact = 1.0

    private var clock: ClueFinding {
        let clue = Clue.clockOff
        // A header cut to the second reads up to a second early.
        let offsets = view.requests.compactMap { $0.record.serverClockOffset?.seconds }
        guard offsets.count >= 3 else {
            return .unknown(clue, "responses carry no Date header")
        }
        let off = offsets.count { $0 > Self.exact || $0 + 1 < -Self.exact }
        let share = BinomialInterval.clopperPearson(successes: off, trials: offsets.count)
        let middle = Sample.median(offsets) + 0.5
        let estimate = Estimate(
            point: middle, lower: middle - 0.5, upper: middle + 0.5, count: offsets.count,
            confidence: 0.95, method: .observed)
        let figures = [
            ClueFinding.Figure("server clock less ours", estimate, unit: "s"),
            ClueFinding.Figure("answers whose Date is off", share, unit: "ratio"),
        ]
        let words =
            "the server's clock is \(ClueWords.number(abs(middle), digits: 2)) s"
            + " \(middle < 0 ? "behind" : "ahead") by \(ClueWords.count(offsets.count, "Date header")),"
            + " exact to 0.5 s"
        if share.lower > 0.15 {
            return ClueFinding(
                clue, .holds, strength: 0.5 + share.lower / 2, words, figures: figures)
        }
        if share.upper < 0.3, off == 0 || share.upper < 0.05 {
            return ClueFinding(
                clue, .fails, strength: 1 - share.upper, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }
}
