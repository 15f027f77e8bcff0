import Estimates
import Load

/// Streams that are cut.
struct StreamEndClues {
    let view: ClientView

    func findings() -> [ClueFinding] {
        let streams = view.measured.filter { $0.firstToken != nil }
        let cut = streams.filter { Self.isCut($0.record) }
        return [
            Occurrence(
                clue: .streamsTruncated, what: "streams ended without finish reason and end mark",
                count: cut.count, trials: streams.count
            ).finding,
            oneAge(cut, whole: streams.filter(\.record.isSuccess)),
        ]
    }

    static func isCut(_ record: ProbeRecord) -> Bool {
        record.outcome == "truncated"
            || record.outcome == "connection_lost" && (record.chunks ?? 0) > 0
    }

    /// A timeout cuts at one age, whatever the answer: the ages lie close together, and no answer gets older.
    private func oneAge(_ cut: [ClientRequest], whole: [ClientRequest]) -> ClueFinding {
        let clue = Clue.cutAtOneAge
        let ages = cut.compactMap(\.end).sorted()
        guard ages.count >= 4 else {
            return .unknown(clue, "\(ClueWords.count(ages.count, "stream")) cut")
        }
        let age = MedianComparison.percentile(ages)
        let spread = Sample.quantile(sorted: ages, 0.9) - Sample.quantile(sorted: ages, 0.1)
        let older = whole.compactMap(\.end).count { $0 > age.point * 1.05 }
        let tokens = cut.compactMap { $0.tokens.map(Double.init) }.sorted()
        let tokenSpread =
            (Sample.quantile(sorted: tokens, 0.9) - Sample.quantile(sorted: tokens, 0.1))
            / max(Sample.median(sorted: tokens), 1)
        let relative = spread / max(age.point, 1e-6)
        let figures = [ClueFinding.Figure("age at the cut p50", age, unit: "s")]
        let words =
            "\(ages.count) streams were cut at \(ClueWords.seconds(age.point)),"
            + " 80 % of them within \(ClueWords.seconds(spread)); \(older) others got older"
        // Cut after so many tokens, all streams are about equally old as well: then the tokens agree even better.
        if relative < 0.05, older == 0, relative < max(tokenSpread, 0.005) {
            return ClueFinding(
                clue, .holds, strength: Double(ages.count) / 10, words, figures: figures)
        }
        if relative > 0.15, ages.count >= 6 || older >= 3 {
            return ClueFinding(
                clue, .fails, strength: Double(ages.count) / 12, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }
}
