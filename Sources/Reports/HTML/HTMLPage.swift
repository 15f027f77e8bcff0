import Inference
import Load
import Readiness

/// The sections of one report as HTML.
struct HTMLPage {
    let report: GateReport
    let words: ReportWords

    /// A page of a printable report.
    init(_ report: GateReport) {
        self.report = report
        words = ReportWords(report)
    }

    /// The whole document.
    var document: String {
        let sections = [
            objectivesSection, nextSection, plotsSection, latenciesSection, failuresSection,
            checksSection, methodSection, environmentSection, probesSection,
        ]
        let title = "\(report.verdict.title): \(report.name)"
        return HTMLShell.document(
            title: title, sheet: HTMLStyle.sheet, header: header,
            sections: sections.compactMap(\.self), footer: footer)
    }

    // MARK: - Verdict

    private var header: String {
        let sign =
            switch report.verdict {
            case .ready: "✓"
            case .degraded: "!"
            case .notReady: "✕"
            case .inconclusive: "?"
            }
        let facts: [(String, String)] = [
            ("requests", words.probes), ("confidence", words.confidence),
            ("started", words.startedAt), ("target", words.target),
        ]
        let list = facts.filter { !$0.1.isEmpty }
            .map { "<div><dt>\($0.0)</dt><dd>\(text($0.1))</dd></div>" }.joined(separator: "\n")
        let reason = words.reason.map { " <span>\(text($0))</span>" } ?? ""
        return """
            <header class="verdict \(HTMLText.className(report.verdict.rawValue))">
            <div class="wrap">
            <p class="badge"><span aria-hidden="true">\(sign)</span> \(report.verdict.title)</p>
            <h1>\(text(report.headline))</h1>
            <p class="subject">\(text(words.subject))</p>
            <p class="meaning">\(text(words.meaning))\(reason)</p>
            <dl class="facts">
            \(list)
            </dl>
            </div>
            </header>
            """
    }

    private var footer: String {
        let digest = report.profileDigest.isEmpty ? "" : ", profile \(report.profileDigest)"
        var links = ""
        if report.directory != nil {
            let files = ["verdict.json", "probes.jsonl", "report.md", "junit.xml"]
            links =
                "<p>Beside this page: "
                + files.map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: ", ") + ".</p>"
        }
        return """
            <footer><div class="wrap">
            <p>firstlight \(text(report.toolVersion))\(text(digest))</p>
            \(links)
            </div></footer>
            """
    }

    // MARK: - Next

    private var nextSection: String? {
        let remarks = report.objectives.compactMap { result -> String? in
            let words = ObjectiveWords(result, of: report)
            return words.remark.map { "\(words.objective): \($0)" }
        }
        let notes = [words.interruption].compactMap(\.self) + remarks + report.notes
        guard !report.why.isEmpty || !report.next.isEmpty || !notes.isEmpty else { return nil }
        var inner = ""
        if !report.why.isEmpty {
            inner += "<div class=\"why\"><h2>Why</h2>\n\(list(report.why))</div>\n"
        }
        if !report.next.isEmpty {
            inner += "<div class=\"next\"><h2>What to do next</h2>\n\(list(report.next))</div>\n"
        }
        if !notes.isEmpty { inner += "<div class=\"notes\"><h2>Notes</h2>\n\(list(notes))</div>\n" }
        return "<section class=\"pair\">\n\(inner)</section>"
    }

    // MARK: - Plots

    private var plotsSection: String? {
        let groups = [overview, waterfalls].filter { !$0.isEmpty }
        guard !groups.isEmpty else { return nil }
        let content = groups.map { figures in
            "<div class=\"figures\">\n\(figures.map(\.element).joined(separator: "\n"))\n</div>"
        }
        return section("plots", "What the requests did", content.joined(separator: "\n"))
    }

    private var overview: [Figure] {
        let distributions = [ObjectiveMetric.ttft, .e2e, .itl].map {
            DistributionPlot($0, of: report)?.figure
        }
        return ([TimelinePlot(report)?.figure] + distributions).compactMap(\.self)
    }

    private var waterfalls: [Figure] {
        let answered = report.probes
            .filter { $0.isSuccess && !$0.isWarmup && $0.endToEnd != nil }
            .sorted { ($0.endToEnd ?? .zero, $0.index) < ($1.endToEnd ?? .zero, $1.index) }
        guard let slowest = answered.last else { return [] }
        let median = answered[(answered.count - 1) / 2]
        let heading = answered.count == 1 ? "answered request" : "median request"
        var figures = [WaterfallPlot(median, id: "plot-median", heading: heading)?.figure]
        if answered.count > 1 {
            figures.append(
                WaterfallPlot(slowest, id: "plot-slowest", heading: "slowest request")?.figure)
        }
        return figures.compactMap(\.self)
    }

    // MARK: - Parts

    func section(_ id: String, _ title: String, _ content: String) -> String {
        "<section id=\"\(id)\">\n<h2>\(text(title))</h2>\n\(content)\n</section>"
    }

    func list(_ items: [String]) -> String {
        "<ul>\n" + items.map { "<li>\(text($0))</li>\n" }.joined() + "</ul>\n"
    }

    /// Escaped text.
    func text(_ text: String) -> String { HTMLText.escaped(text) }
}
