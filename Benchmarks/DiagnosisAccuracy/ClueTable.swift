import Diagnosis
import MarkedPages

/// Every clue of every run as comma-separated values, for tuning weights elsewhere.
struct ClueTable {
    private let outcomes: [Outcome]

    init(_ outcomes: [Outcome]) {
        self.outcomes = outcomes
    }

    /// A header, and a line for every run and level.
    var text: String {
        let header =
            ["truth", "number", "strength", "seed", "level", "certainty", "answer"]
            + Clue.allCases.map(\.rawValue)
        var lines = [header.joined(separator: ",")]
        for outcome in outcomes {
            let subject = outcome.subject
            let cells = [
                subject.truth, "\(subject.number)",
                MarkdownTable.decimal(subject.strength, digits: 4), "\(subject.seed)",
                outcome.level.rawValue, outcome.certainty.rawValue, outcome.answer,
            ]
            let findings = Dictionary(
                outcome.report.findings.map { ($0.clue, $0) },
                uniquingKeysWith: { first, _ in first })
            let values = Clue.allCases.map { Self.value(findings[$0]) }
            lines.append((cells + values).joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The strength where the clue holds, its negative where it fails, nothing where it is unknown.
    private static func value(_ finding: ClueFinding?) -> String {
        guard let finding else { return "" }
        let strength = MarkdownTable.decimal(finding.strength, digits: 3)
        switch finding.state {
        case .holds: return strength
        case .fails: return "-\(strength)"
        case .unknown: return ""
        }
    }
}
