import Diagnosis
import MarkedPages

/// The whole story of one diagnosis, for whoever changes weights.
extension Outcome {
    /// Causes in their order with the clues for and against them, then every clue that holds or fails.
    var account: String {
        let strength = MarkdownTable.decimal(subject.strength, digits: 3)
        var lines = [
            "== \(subject.truth) #\(subject.number), strength \(strength), seed \(subject.seed), "
                + "\(level.rawValue): \(verdict)",
            "   \(certainty.rawValue): \(report.headline)",
        ]
        if let digest { lines.append(digest) }
        for ranked in report.causes.prefix(6) {
            let score = MarkdownTable.decimal(ranked.score, digits: 2)
            let probability = MarkdownTable.percent(ranked.probability)
            let of = ranked.consequenceOf.map { ", follows of \($0.rawValue)" } ?? ""
            lines.append("   \(ranked.cause.rawValue): score \(score), \(probability)\(of)")
            lines += ranked.evidenceFor.map { "     + \(Self.words($0))" }
            lines += ranked.evidenceAgainst.map { "     - \(Self.words($0))" }
            lines += ranked.missing.map { "     ? \(Self.words($0))" }
        }
        lines.append("   clues:")
        lines += report.findings.filter { $0.state == .holds }.map { "     = \(Self.words($0))" }
        lines += report.findings.filter { $0.state == .fails }.map { "     x \(Self.words($0))" }
        lines += report.findings.filter { $0.state == .unknown }.map { "     ? \(Self.words($0))" }
        return lines.joined(separator: "\n")
    }

    private var verdict: String {
        if subject.isHealthy { return answer == Self.nothing ? "right" : "false alarm" }
        return isFirst ? "right" : isAmongThree ? "among three" : "wrong"
    }

    private static func words(_ finding: ClueFinding) -> String {
        let strength = MarkdownTable.decimal(finding.strength, digits: 2)
        return "\(finding.clue.rawValue) \(finding.state.rawValue) \(strength): "
            + finding.statement
    }
}
