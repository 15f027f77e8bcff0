import Simulator

/// What all outcomes together say.
struct Accuracy {
    /// The rates of one row of a table.
    struct Row {
        let top1: Rate
        let top3: Rate
        let nothing: Rate
        /// Right, but said to be undecided.
        let undecided: Rate

        init(_ outcomes: [Outcome]) {
            top1 = Rate(outcomes, where: \.isFirst)
            top3 = Rate(outcomes, where: \.isAmongThree)
            nothing = Rate(outcomes) { $0.answer == Outcome.nothing }
            undecided = Rate(outcomes) { $0.isFirst && $0.certainty == .undecided }
        }
    }

    /// An answer that was not the truth, and how often it was given.
    struct Confusion {
        let truth: String
        let answer: String
        let count: Int
    }

    /// The levels that were looked at.
    let levels: [EvidenceLevel]
    private let faulty: [EvidenceLevel: [Outcome]]
    private let sound: [EvidenceLevel: [Outcome]]

    init(_ outcomes: [Outcome], levels: [EvidenceLevel]) {
        self.levels = levels
        faulty = Dictionary(grouping: outcomes.filter { !$0.subject.isHealthy }, by: \.level)
        sound = Dictionary(grouping: outcomes.filter(\.subject.isHealthy), by: \.level)
    }

    /// The faults that were looked at, in the order of the catalogue.
    var faults: [String] {
        let truths = Set(faulty.values.joined().map(\.subject.truth))
        return CataloguedFault.all.map(\.name).filter(truths.contains)
    }

    /// Runs of faults at each level.
    var faultyRuns: Int { levels.first.flatMap { faulty[$0]?.count } ?? 0 }

    /// Healthy runs at each level.
    var healthyRuns: Int { levels.first.flatMap { sound[$0]?.count } ?? 0 }

    /// Over all faults.
    func overall(_ level: EvidenceLevel) -> Row {
        Row(faulty[level] ?? [])
    }

    /// Of one fault.
    func row(_ fault: String, _ level: EvidenceLevel) -> Row {
        Row((faulty[level] ?? []).filter { $0.subject.truth == fault })
    }

    /// Over all faults of a range of strengths.
    func row(_ strengths: Range<Double>, _ level: EvidenceLevel) -> Row {
        Row((faulty[level] ?? []).filter { strengths.contains($0.subject.strength) })
    }

    /// How often a healthy endpoint was accused.
    func falseAlarms(_ level: EvidenceLevel) -> Rate {
        Rate(sound[level] ?? []) { $0.answer != Outcome.nothing }
    }

    /// What healthy endpoints were accused of, the most frequent first.
    func accusations(_ level: EvidenceLevel) -> [Confusion] {
        Self.counted((sound[level] ?? []).filter { $0.answer != Outcome.nothing })
    }

    /// The answers that were not the truth, the most frequent first.
    func confusions(_ level: EvidenceLevel) -> [Confusion] {
        Self.counted((faulty[level] ?? []).filter { !$0.isFirst })
    }

    /// A row of the confusion matrix: all answers to one truth, the most frequent first.
    func answers(to fault: String, _ level: EvidenceLevel) -> [Confusion] {
        Self.counted((faulty[level] ?? []).filter { $0.subject.truth == fault })
    }

    private static func counted(_ outcomes: [Outcome]) -> [Confusion] {
        let pairs = Dictionary(grouping: outcomes) { "\($0.subject.truth)\n\($0.answer)" }
        return pairs.values.compactMap { group in
            group.first.map {
                Confusion(truth: $0.subject.truth, answer: $0.answer, count: group.count)
            }
        }
        .sorted {
            ($1.count, $0.truth, $0.answer) < ($0.count, $1.truth, $1.answer)
        }
    }
}
