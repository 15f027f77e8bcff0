package import Capacity
import Inference
package import Load
import Readiness

/// A load as one page for a browser: `report.html`.
///
/// Self-contained like every page: no script, no request, everything a server said escaped.
package enum LoadHTMLReport {
    /// Renders a report.
    ///
    /// - Parameters:
    ///   - report: What was found.
    ///   - probes: The requests, for the plots and the list.
    ///   - cold: The same load with a fresh connection for every request, if it was run.
    /// - Returns: A whole HTML document; ends in a line feed.
    package static func render(
        _ report: LoadReport, probes: [ProbeRecord], cold: LoadReport? = nil
    ) -> String {
        let words = LoadWords(report: report)
        let page = HTMLPage(words.evidence(probes))
        var sections = [page.section("load", "The load", figures(words))]
        sections += page.evidenceSections
        if let cold {
            let words = LoadWords(report: cold)
            let coldPage = HTMLPage(words.evidence([]))
            sections.append(
                coldPage.section(
                    "cold", "With a fresh connection for every request",
                    "<p>\(words.title): \(text(words.headline))</p>\n" + figures(words)))
            if let table = coldPage.latencyTable { sections.append(table) }
        }
        return HTMLShell.document(
            title: SafeText.printable("\(words.title): \(report.name)"), sheet: HTMLStyle.sheet,
            header: header(report, words), sections: sections,
            footer: footer(report, hasCold: cold != nil))
    }

    private static func header(_ report: LoadReport, _ words: LoadWords) -> String {
        let sign =
            switch report.standing {
            case .passed: "✓"
            case .failed: "✕"
            case .inconclusive: "?"
            }
        let place = report.target.url.map { " at \($0)" } ?? ""
        let evidence = ReportWords(words.evidence([]))
        let facts: [(String, String)] = [
            ("requests", evidence.probes), ("confidence", evidence.confidence),
            ("started", evidence.startedAt), ("target", evidence.target),
        ]
        let list = facts.filter { !$0.1.isEmpty }
            .map { "<div><dt>\($0.0)</dt><dd>\(text($0.1))</dd></div>" }.joined(separator: "\n")
        return """
            <header class="verdict \(HTMLText.className(words.verdict.rawValue))">
            <div class="wrap">
            <p class="badge"><span aria-hidden="true">\(sign)</span> \(words.title)</p>
            <h1>\(text(words.headline))</h1>
            <p class="subject">\(text("load on \(report.name)\(place)"))</p>
            <dl class="facts">
            \(list)
            </dl>
            </div>
            </header>
            """
    }

    private static func figures(_ words: LoadWords) -> String {
        let rows = words.figures.map { [HTMLCell(text($0.name)), HTMLCell(text($0.text))] }
        return HTMLTable(header: ["what", "value"], rows: rows).element
    }

    private static func footer(_ report: LoadReport, hasCold: Bool) -> String {
        let files =
            ["load.json", "probes.jsonl"] + (hasCold ? ["probes-cold.jsonl"] : []) + ["report.md"]
        let links =
            report.directory == nil
            ? ""
            : "<p>Beside this page: "
                + files.map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: ", ") + ".</p>"
        return """
            <footer><div class="wrap">
            <p>firstlight \(text(ToolVersion.current))</p>
            \(links)
            </div></footer>
            """
    }

    private static func text(_ text: String) -> String {
        HTMLText.escaped(SafeText.printable(text))
    }
}
