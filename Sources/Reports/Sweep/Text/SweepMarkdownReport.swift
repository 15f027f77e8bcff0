package import Capacity
import Load
import Readiness

/// A sweep in Markdown, as release evidence: what was asked, what was found, how sure it is.
package enum SweepMarkdownReport {
    /// Renders a report.
    ///
    /// - Parameter report: What a sweep found.
    /// - Returns: Markdown with GitHub's tables, the answer as its heading; ends in a line feed.
    package static func render(_ report: SweepReport) -> String {
        let report = report.printable()
        let words = SweepWords(report)
        let sections =
            [
                heading(report, words), answers(report, words), levels(report),
                details(report), objectives(report),
                list("Notes", words.notes), list("Next", words.next), method(report),
            ]
        return sections.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private static func heading(_ report: SweepReport, _ words: SweepWords) -> String {
        "# \(report.verdict.title): \(MarkdownText.escaped(report.name))\n\n"
            + "**\(MarkdownText.escaped(words.headline))**"
    }

    private static func answers(_ report: SweepReport, _ words: SweepWords) -> String? {
        guard !report.endpoints.isEmpty else { return nil }
        let axis = report.plan.axis
        let rows = report.endpoints.map { endpoint in
            [
                MarkdownText.escaped(endpoint.name),
                MarkdownText.escaped(identity(endpoint.target)),
                endpoint.highest.map { "**\(axis.text($0.level))**" } ?? "none",
                MarkdownText.escaped(words.bottleneck(endpoint) ?? ""),
                MarkdownText.escaped(words.knee(endpoint)),
            ]
        }
        return "## Highest load within the objectives\n\n"
            + MarkdownText.table(
                ["endpoint", "what answered", "highest load", "limited by", "knee"], rows)
    }

    private static func identity(_ target: TargetIdentity) -> String {
        let engine = [target.engine, target.engineVersion].compactMap(\.self)
            .joined(separator: " ")
        return [target.url, target.model, engine.isEmpty ? nil : engine].compactMap(\.self)
            .joined(separator: ", ")
    }

    private static func levels(_ report: SweepReport) -> String? {
        let cells = SweepCells(report)
        guard !cells.rows.isEmpty else { return nil }
        let columns = cells.mainColumns
        let rows = cells.rows.map { endpoint, level in
            [cells.level(level), MarkdownText.escaped(endpoint.name)]
                + columns.map { MarkdownText.escaped($0.text(level)) }
                + [
                    MarkdownText.escaped(cells.judgement(level)),
                    MarkdownText.escaped(cells.bottleneck(level)),
                ]
        }
        return "## Levels\n\n"
            + MarkdownText.table(
                [cells.levelTitle, "endpoint"] + columns.map(\.title)
                    + ["judgement", "limited by"], rows)
    }

    private static func details(_ report: SweepReport) -> String? {
        let cells = SweepCells(report)
        guard !cells.rows.isEmpty else { return nil }
        let rows = cells.rows.map { endpoint, level in
            [
                cells.level(level), MarkdownText.escaped(endpoint.name),
                "\(level.rampUp) / \(level.runOut)",
                Decimals.significant(level.correlationTime),
                level.report.meanInFlight.map { Decimals.significant($0) } ?? "",
                MarkdownText.escaped(level.saturation.statement),
            ]
        }
        return "## What each level ran into\n\n"
            + MarkdownText.table(
                [
                    cells.levelTitle, "endpoint", "left out at beginning / end",
                    "correlation time", "in flight", "found",
                ], rows)
    }

    private static func objectives(_ report: SweepReport) -> String? {
        guard !report.endpoints.isEmpty else { return nil }
        let lines = report.endpoints.map { endpoint in
            let list = endpoint.objectives.map { MarkdownText.code("\($0)") }
                .joined(separator: ", ")
            return "- \(MarkdownText.escaped(endpoint.name)): \(list)"
        }
        return "## Objectives\n\n" + lines.joined(separator: "\n")
    }

    private static func list(_ title: String, _ items: [String]) -> String? {
        guard !items.isEmpty else { return nil }
        return "## \(title)\n\n"
            + items.map { "- " + MarkdownText.escaped($0) }.joined(separator: "\n")
    }

    private static func method(_ report: SweepReport) -> String {
        var words =
            "Workload \(MarkdownText.escaped(report.workload)). "
            + SweepMethod.text(report).map(MarkdownText.escaped).joined(separator: " ")
        if !report.toolVersion.isEmpty {
            words += " Measured by firstlight \(MarkdownText.escaped(report.toolVersion))."
        }
        return "## Method\n\n" + words
    }
}
