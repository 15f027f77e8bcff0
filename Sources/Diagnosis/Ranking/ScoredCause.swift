/// A cause with the score that the findings give it.
struct ScoredCause {
    /// One clue's part in the score.
    struct Contribution {
        let finding: ClueFinding
        let weight: CauseDefinition.Weight
        /// What it adds to the score; 0 for an unknown clue.
        let amount: Double
    }

    let definition: CauseDefinition
    let score: Double
    let contributions: [Contribution]

    init(_ definition: CauseDefinition, _ findings: [Clue: ClueFinding]) {
        self.definition = definition
        contributions = definition.weights.map { weight in
            let finding =
                findings[weight.clue] ?? .unknown(weight.clue, "nothing was there to compare")
            let amount: Double
            switch finding.state {
            case .holds: amount = weight.ifHolds * finding.strength
            case .fails: amount = weight.ifFails * finding.strength
            case .unknown: amount = 0
            }
            return Contribution(finding: finding, weight: weight, amount: amount)
        }
        score = definition.prior + contributions.reduce(0) { $0 + $1.amount }
    }

    /// What adds to the score, the heaviest first.
    var supporting: [Contribution] {
        contributions.filter { $0.amount > 0 }.sorted { $0.amount > $1.amount }
    }

    /// What takes from the score, the heaviest first.
    var opposing: [Contribution] {
        contributions.filter { $0.amount < 0 }.sorted { $0.amount < $1.amount }
    }

    /// What is not known and would count, the heaviest first.
    var missing: [Contribution] {
        contributions.filter { $0.finding.state == .unknown }
            .sorted { $0.reach > $1.reach }
    }

    /// Whether another cause explains much the same evidence: then it is a rival and not a second finding.
    func isRival(of other: ScoredCause) -> Bool {
        let mine = Dictionary(
            uniqueKeysWithValues: supporting.map { ($0.finding.clue, $0.amount) })
        let theirs = other.supporting
        let total = min(
            mine.values.reduce(0, +), theirs.reduce(0) { $0 + $1.amount })
        guard total > 0 else { return true }
        let common = theirs.reduce(0) { $0 + min($1.amount, mine[$1.finding.clue] ?? 0) }
        return common / total >= Ranking.rivalShare
    }
}

extension ScoredCause.Contribution {
    /// How far the score can move when the clue becomes known.
    var reach: Double { abs(weight.ifHolds - weight.ifFails) }
}

extension RankedCause {
    /// Makes the report's entry of a scored cause.
    init(_ scored: ScoredCause, probability: Double, consequenceOf: Cause?, gain: ExpectedGain?) {
        self.init(
            cause: scored.definition.cause, score: scored.score, probability: probability,
            evidenceFor: scored.supporting.map(\.finding),
            evidenceAgainst: scored.opposing.map(\.finding),
            missing: scored.missing.map(\.finding), consequenceOf: consequenceOf, gain: gain)
    }
}

extension ScoredCause {
    /// The entry without probability and gain, for words.
    var ranked: RankedCause {
        RankedCause(self, probability: 0, consequenceOf: nil, gain: nil)
    }
}
