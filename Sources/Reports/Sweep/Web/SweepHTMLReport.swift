package import Capacity
import Estimates
import Readiness

/// A sweep as one page for a browser, with its plots.
///
/// The page holds everything it shows: no script, no request, no font from elsewhere.
package enum SweepHTMLReport {
    /// Renders a report.
    ///
    /// - Parameter report: What a sweep found.
    /// - Returns: A whole HTML document; ends in a line feed.
    package static func render(_ report: SweepReport) -> String {
        SweepHTMLPage(report.printable()).document
    }
}

/// The sections of one sweep as HTML.
private struct SweepHTMLPage {
    let report: SweepReport
    let words: SweepWords
    let cells: SweepCells

    init(_ report: SweepReport) {
        self.report = report
        words = SweepWords(report)
        cells = SweepCells(report)
    }

    var document: String {
        HTMLShell.document(
            title: "\(report.verdict.title): \(report.name)",
            sheet: HTMLStyle.sheet + "\n" + SweepHTMLStyle.sheet, header: header,
            sections: [
                answersSection, plotsSection, levelsSection, foundSection, nextSection,
                methodSection,
            ].compactMap(\.self), footer: footer)
    }

    // MARK: - Sections

    private var header: String {
        let sign =
            switch report.verdict {
            case .ready: "✓"
            case .degraded: "!"
            case .notReady: "✕"
            case .inconclusive: "?"
            }
        return """
            <header class="verdict \(HTMLText.className(report.verdict.rawValue))">
            <div class="wrap">
            <p class="badge"><span aria-hidden="true">\(sign)</span> \(report.verdict.title)</p>
            <h1>\(text(words.headline))</h1>
            <p class="subject">\(text(report.name)), workload \(text(report.workload))</p>
            </div>
            </header>
            """
    }

    private var answersSection: String? {
        guard !report.endpoints.isEmpty else { return nil }
        let rows = report.endpoints.map { endpoint in
            [
                HTMLCell("<strong>\(text(endpoint.name))</strong>"),
                HTMLCell(text(identity(endpoint.target)), style: "said"),
                HTMLCell(
                    endpoint.highest.map { "<strong>\(report.plan.axis.text($0.level))</strong>" }
                        ?? "none"),
                HTMLCell(text(words.bottleneck(endpoint) ?? ""), style: "said"),
                HTMLCell(text(words.knee(endpoint)), style: "said"),
            ]
        }
        return section(
            "answer", "Highest load within the objectives",
            HTMLTable(
                header: ["endpoint", "what answered", "highest load", "limited by", "knee"],
                rows: rows
            ).element)
    }

    private var plotsSection: String? {
        let figures = SweepPlots(report).figures
        guard !figures.isEmpty else { return nil }
        let content =
            "<div class=\"figures\">\n" + figures.map(\.element).joined(separator: "\n")
            + "\n</div>"
        return section("plots", "Latency and throughput against load", content)
    }

    private var levelsSection: String? {
        guard !cells.rows.isEmpty else { return nil }
        let columns = cells.allColumns
        let rows = cells.rows.map { endpoint, level in
            [HTMLCell("<strong>\(cells.level(level))</strong>"), HTMLCell(text(endpoint.name))]
                + [
                    HTMLCell(
                        "<strong class=\"\(style(level))\">\(text(cells.judgement(level)))</strong>"
                    )
                ]
                + columns.map { HTMLCell(text(UnitText.glued($0.text(level)))) }
        }
        let table = HTMLTable(
            header: [cells.levelTitle, "endpoint", "judgement"] + columns.map(\.title), rows: rows,
            style: "cards levels")
        return section("levels", "Every level", table.element)
    }

    private func style(_ level: SweepLevel) -> String {
        switch level.judgement {
        case .met: "met"
        case .violated: "violated"
        case .undecided: "undecided"
        }
    }

    private var foundSection: String? {
        guard !cells.rows.isEmpty else { return nil }
        let rows = cells.rows.map { endpoint, level in
            [
                HTMLCell(cells.level(level)), HTMLCell(text(endpoint.name)),
                HTMLCell("<strong>\(text(cells.bottleneck(level)))</strong>"),
                HTMLCell(text(level.saturation.statement), style: "said"),
                HTMLCell(text(level.report.selfCheck.message), style: "said"),
            ]
        }
        return section(
            "found", "What each level ran into",
            HTMLTable(
                header: [
                    cells.levelTitle, "endpoint", "limited by", "figures", "firstlight itself",
                ],
                rows: rows
            ).element)
    }

    private var nextSection: String? {
        let (next, notes) = (words.next, words.notes)
        guard !next.isEmpty || !notes.isEmpty else { return nil }
        var inner = ""
        if !next.isEmpty {
            inner += "<div class=\"next\"><h2>What to do next</h2>\n\(list(next))</div>\n"
        }
        if !notes.isEmpty { inner += "<div class=\"notes\"><h2>Notes</h2>\n\(list(notes))</div>\n" }
        return "<section class=\"pair\">\n\(inner)</section>"
    }

    private var methodSection: String {
        let objectives = report.endpoints.map { endpoint in
            "<p>\(text(endpoint.name)): "
                + endpoint.objectives.map { "<code>\(text("\($0)"))</code>" }
                .joined(separator: ", ") + "</p>"
        }
        let sentences = SweepMethod.text(report).map { "<p>\(text($0))</p>" }
        return section(
            "method", "What was required, and how it was decided",
            (objectives + sentences).joined(separator: "\n"))
    }

    private var footer: String {
        var links = ""
        if report.directory != nil {
            let files = ["sweep.json", "probes.jsonl", "report.md"]
            links =
                "<p>Beside this page: "
                + files.map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: ", ") + ".</p>"
        }
        return """
            <footer><div class="wrap">
            <p>firstlight \(text(report.toolVersion))</p>
            \(links)
            </div></footer>
            """
    }

    // MARK: - Parts

    private func identity(_ target: TargetIdentity) -> String {
        let engine = [target.engine, target.engineVersion].compactMap(\.self)
            .joined(separator: " ")
        return [target.url, target.model, engine.isEmpty ? nil : engine].compactMap(\.self)
            .joined(separator: ", ")
    }

    private func section(_ id: String, _ title: String, _ content: String) -> String {
        "<section id=\"\(id)\">\n<h2>\(text(title))</h2>\n\(content)\n</section>"
    }

    private func list(_ items: [String]) -> String {
        "<ul>\n" + items.map { "<li>\(text($0))</li>\n" }.joined() + "</ul>\n"
    }

    private func text(_ text: String) -> String { HTMLText.escaped(text) }
}
