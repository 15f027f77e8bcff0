import Diagnosis

/// The ranked causes, each with two columns of evidence, and the clues behind them.
extension DiagnosisHTMLPage {
    var causesSection: String? {
        let groups = words.groups
        guard !groups.isEmpty else { return nil }
        return """
            <section id="causes">
            <h2>Causes, the likeliest first</h2>
            \(groups.map(article).joined(separator: "\n"))
            </section>
            """
    }

    private func article(_ group: DiagnosisWords.Group) -> String {
        let ranked = group.cause
        let definition = diagnosis.definitions[ranked.cause]
        let meaning = definition.map {
            "<p>\(text(DiagnosisWords.sentence($0.meaning)))</p>\n"
        }
        let refutation = definition.map {
            "<p class=\"remark\">"
                + text(DiagnosisWords.sentence("refuted by " + $0.refutation)) + "</p>\n"
        }
        return """
            <article class="cause\(group.place == 1 ? " first" : "")">
            <h3>\(group.place). \(text(words.title(of: ranked.cause))) \
            <span class="odds">\(text(words.probability(of: ranked)))</span></h3>
            \(meaning ?? "")<div class="sides">
            \(column("for", "Speaks for it", ranked.evidenceFor))
            \(column("against", "Speaks against it", ranked.evidenceAgainst))
            </div>
            \(refutation ?? "")\(missing(ranked))\(consequences(group))</article>
            """
    }

    private func column(_ style: String, _ title: String, _ findings: [ClueFinding]) -> String {
        let items = findings.map { "<li>\(text(UnitText.glued($0.statement)))</li>\n" }.joined()
        let list = findings.isEmpty ? "<p class=\"faint\">nothing</p>\n" : "<ul>\n\(items)</ul>\n"
        return "<div class=\"\(style)\"><h4>\(title)</h4>\n\(list)</div>"
    }

    private func missing(_ ranked: RankedCause) -> String {
        guard !ranked.missing.isEmpty else { return "" }
        let items = ranked.missing.map { "<li>\(text(DiagnosisWords.missing($0)))</li>\n" }
        return """
            <details><summary>Not known (\(ranked.missing.count))</summary>
            <ul>
            \(items.joined())</ul>
            </details>

            """
    }

    private func consequences(_ group: DiagnosisWords.Group) -> String {
        guard !group.consequences.isEmpty else { return "" }
        let items = group.consequences.map { consequence in
            let main = consequence.evidenceFor.first.map { ": \($0.statement)" } ?? ""
            return "<li>\(text(words.title(of: consequence.cause) + main))</li>\n"
        }
        return """
            <details><summary>Explains (\(group.consequences.count))</summary>
            <ul>
            \(items.joined())</ul>
            </details>

            """
    }

    // MARK: - Clues

    var cluesSection: String? {
        let known = report.findings.filter { $0.state != .unknown }
        guard !report.findings.isEmpty else { return nil }
        let rows = report.findings.map { finding in
            let style = finding.state == .holds ? "violated" : "faint"
            return [
                HTMLCell(text(finding.clue.definition.question)),
                HTMLCell("<span class=\"\(style)\">\(finding.state.rawValue)</span>"),
                HTMLCell(text(UnitText.glued(finding.statement)), style: "said"),
            ]
        }
        return """
            <section id="clues">
            <details>
            <summary>Every clue (\(known.count) of \(report.findings.count) could be judged)</summary>
            \(HTMLTable(header: ["clue", "state", "found"], rows: rows).element)
            </details>
            </section>
            """
    }
}
