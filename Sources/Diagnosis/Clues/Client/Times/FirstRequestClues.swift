import Estimates

/// Whether the first requests of all are the slow ones; warm-up included.
struct FirstRequestClues {
    let view: ClientView

    /// How many requests are the first ones.
    private static let head = 8

    func findings() -> [ClueFinding] {
        [refusedAtFirst ?? slowAtFirst]
    }

    /// Nothing answered at the begin, and all later.
    private var refusedAtFirst: ClueFinding? {
        let failed = view.requests.map { FailureClues.isUnavailable($0.record) }
        guard let last = failed.lastIndex(of: true), failed.first == true,
            last * 3 < failed.count, failed.count - last > 20,
            failed[...last].count(where: { $0 }) * 10 >= 9 * (last + 1)
        else { return nil }
        let count = failed[...last].count { $0 }
        guard count >= 3 else { return nil }
        return ClueFinding(
            .firstRequestsSlow, .holds, strength: 0.9,
            "the first \(count) requests found nobody, until"
                + " \(ClueWords.moment(view.requests[last].start)); all later ones did")
    }

    private var slowAtFirst: ClueFinding {
        let clue = Clue.firstRequestsSlow
        let times = view.requests.filter { !$0.kind.isLong }.compactMap(\.netFirstToken)
        let skipped = max(Self.head + 4, times.count / 10)
        guard times.count >= skipped + 20 else {
            return .unknown(clue, "too few requests after the first ones")
        }
        let head = times.prefix(Self.head)
        let rest = times[skipped...].sorted()
        let usual = Sample.quantile(sorted: rest, 0.95)
        let limit = max(3 * usual, Sample.median(sorted: rest) + 0.5)
        let slow = head.filter { $0 > limit }
        let later = rest.count { $0 > limit }
        let chance = FisherTest.rise(
            slow.count, of: head.count, against: later, of: rest.count)
        let largest = head.max() ?? 0
        let stands = largest > 5 * (rest.last ?? .infinity) && largest > (rest.last ?? 0) + 1
        let figures = [
            ClueFinding.Figure(
                "largest TTFT of the first \(head.count)", .exact(largest, count: head.count),
                unit: "s"),
            ClueFinding.Figure(
                "TTFT p50 later", MedianComparison.percentile(Array(rest)), unit: "s"),
        ]
        if stands || slow.count >= 2 && chance < 2e-3 {
            return ClueFinding(
                clue, .holds, strength: 0.5 + min(0.5, largest / usual / 20),
                "\(slow.count) of the first \(head.count) requests took"
                    + " \(ClueWords.seconds(Sample.median(slow))) to the first token,"
                    + " later ones \(ClueWords.seconds(Sample.median(sorted: rest)))",
                figures: figures)
        }
        if slow.isEmpty {
            return ClueFinding(
                clue, .fails, strength: 0.8,
                "the first requests were no slower: at most \(ClueWords.seconds(largest)) to the"
                    + " first token", figures: figures)
        }
        return ClueFinding(
            clue, .unknown, strength: 0,
            "\(ClueWords.count(slow.count, "early request")) slow, and later ones too",
            figures: figures)
    }
}
