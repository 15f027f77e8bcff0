import Diagnosis
import Estimates

/// A diagnosis as Markdown, for a ticket or an incident's page: `report.md`.
package enum DiagnosisMarkdownReport {
    /// Renders a diagnosis.
    ///
    /// - Parameter document: The diagnosis with what is around it.
    /// - Returns: Markdown with GitHub's tables, the conclusion as its heading; ends in a line feed.
    package static func render(_ document: DiagnosisDocument) -> String {
        let document = document.printable()
        let words = DiagnosisWords(document)
        let report = document.report
        let sections: [String?] =
            [
                "# \(words.title): \(escaped(report.headline))",
                "\(escaped(words.subject)): \(escaped(words.basis)).", words.interruption,
                figures("What users felt", report.felt),
                figures("What the server says", report.said), phases(report.phases),
            ] + words.groups.map { cause($0, words) } + [
                gain(report, words), words.test.map { "## Test\n\n\(escaped($0))" },
                list("Next", words.next, isNumbered: true), playbooks(words),
                list("Notes", report.notes),
                "Started \(words.startedAt); firstlight \(escaped(document.toolVersion)).",
            ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private static func figures(_ title: String, _ figures: [DiagnosisReport.Figure]) -> String? {
        guard !figures.isEmpty else { return nil }
        let rows = figures.map { figure in
            [
                escaped(figure.name), escaped(EstimateText.text(figure.estimate, figure.unit)),
                Decimals.grouped(figure.estimate.count),
            ]
        }
        return "## \(title)\n\n" + MarkdownText.table(["what", "found", "n"], rows)
    }

    private static func phases(_ phases: [PhaseShare]) -> String? {
        guard !phases.isEmpty else { return nil }
        let rows = phases.map { phase in
            [
                phase.phase.rawValue, escaped(EstimateText.text(phase.seconds, "s")),
                phase.share.map { ShareText.figure($0) } ?? "",
            ]
        }
        return "## Where the time goes\n\n"
            + MarkdownText.table(["phase", "mean of a request", "share"], rows)
    }

    private static func cause(_ group: DiagnosisWords.Group, _ words: DiagnosisWords) -> String {
        let ranked = group.cause
        let definition = words.document.definitions[ranked.cause]
        var parts = [
            "## \(group.place). \(escaped(words.title(of: ranked.cause))), "
                + words.probability(of: ranked)
        ]
        if let meaning = definition?.meaning {
            parts.append(escaped(DiagnosisWords.sentence(meaning)))
        }
        let evidence =
            ranked.evidenceFor.map { "- **for**: \(escaped($0.statement))" }
            + ranked.evidenceAgainst.map { "- **against**: \(escaped($0.statement))" }
            + ranked.missing.map { "- *not known*: \(escaped(DiagnosisWords.missing($0)))" }
        if !evidence.isEmpty { parts.append(evidence.joined(separator: "\n")) }
        if let refutation = definition?.refutation {
            parts.append("Refuted by \(escaped(refutation)).")
        }
        if !group.consequences.isEmpty {
            let lines = group.consequences.map { consequence in
                let main = consequence.evidenceFor.first.map { ": " + escaped($0.statement) }
                return "- \(escaped(words.title(of: consequence.cause)))\(main ?? "")"
            }
            parts.append("It explains:\n\n" + lines.joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n")
    }

    private static func gain(_ report: DiagnosisReport, _ words: DiagnosisWords) -> String? {
        guard let gain = report.causes.first?.gain else { return nil }
        return "## Expected gain\n\n\(escaped(words.gain(gain))).\n\n"
            + escaped(DiagnosisWords.sentence("basis: " + gain.basis))
    }

    private static func playbooks(_ words: DiagnosisWords) -> String? {
        guard !words.playbooks.isEmpty else { return nil }
        let lines = words.playbooks.map { cause in
            let playbook = DiagnosisWords.playbook(cause)
            return "- `\(playbook.command)`, or `\(playbook.page)`"
        }
        return "## Playbook\n\n" + lines.joined(separator: "\n")
    }

    private static func list(
        _ title: String, _ items: [String], isNumbered: Bool = false
    ) -> String? {
        guard !items.isEmpty else { return nil }
        let lines = items.enumerated().map { index, item in
            (isNumbered ? "\(index + 1). " : "- ") + escaped(item)
        }
        return "## \(title)\n\n" + lines.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String { MarkdownText.escaped(text) }
}
