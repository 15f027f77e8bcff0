import Estimates

/// A kind of event that a healthy endpoint does not show: how often it happened.
struct Occurrence {
    let clue: Clue
    /// What happened, after a number: `requests got 429`.
    let what: String
    let count: Int
    let trials: Int

    /// Shares below this are not told from chance.
    private static let least = 0.003
    /// The fewest requests that show anything.
    private static let fewest = 3
    /// Requests without an event before its absence says something.
    private static let absence = 20

    var share: Estimate {
        BinomialInterval.clopperPearson(successes: count, trials: trials)
    }

    /// Holds when the share is above chance, fails when it did not happen, and is unknown between.
    var finding: ClueFinding {
        guard trials >= Self.fewest else {
            return .unknown(clue, "only \(ClueWords.count(trials, "request")) to look at")
        }
        let share = share
        let figure = ClueFinding.Figure(what, share, unit: "ratio")
        let counted = "\(count) of \(trials) \(what)"
        if share.lower > Self.least {
            return ClueFinding(
                clue, .holds, strength: 0.45 + 1.1 * share.lower.squareRoot(),
                "\(counted) (\(ClueWords.percent(share.lower)) to \(ClueWords.percent(share.upper)))",
                figures: [figure])
        }
        if count == 0, trials >= Self.absence {
            return ClueFinding(
                clue, .fails, strength: Double(trials) / 100, counted, figures: [figure])
        }
        return ClueFinding(
            clue, .unknown, strength: 0, "\(counted): too few to tell", figures: [figure])
    }
}
