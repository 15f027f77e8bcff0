import Comparison
import Inference

/// The sections of one comparison as HTML.
struct ComparisonHTMLPage {
    let report: ComparisonReport
    let words: ComparisonWords

    /// What a comparison's page adds to the style sheet.
    static let sheet = """
        svg .interval{fill:none;stroke:var(--good);stroke-width:2.4}
        svg .point{fill:var(--good)}
        svg .interval.worse{stroke:var(--bad)}
        svg .point.worse,svg .value.worse{fill:var(--bad)}
        svg .interval.open{stroke:var(--open)}
        svg .point.open,svg .value.open{fill:var(--open)}
        svg .interval.shown{stroke:var(--warm)}
        svg .point.shown,svg .value.shown{fill:var(--soft)}
        svg .curve.before{stroke:var(--wait);stroke-dasharray:5 3}
        .mark.before{color:var(--wait)}
        .wide figure{max-width:900px}
        """

    init(_ report: ComparisonReport) {
        self.report = report
        words = ComparisonWords(report)
    }

    var document: String {
        let sections = [
            remarks, forest, table, distributions, evidence,
        ]
        return HTMLShell.document(
            title: "\(words.title): \(report.name)", sheet: HTMLStyle.sheet + "\n" + Self.sheet,
            header: header, sections: sections.compactMap(\.self), footer: footer)
    }

    private var header: String {
        let (sign, style) =
            switch report.verdict {
            case .better, .same, .notWorse: ("✓", "ready")
            case .undecided: ("?", "inconclusive")
            case .worse: ("✕", "not-ready")
            }
        let facts = [
            ("baseline", "\(report.baseline.place): \(words.requests(report.baseline))"),
            ("candidate", "\(report.candidate.place): \(words.requests(report.candidate))"),
            ("started", JSONReport.timestamp(report.startedAt)),
        ]
        let list = facts.map { "<div><dt>\($0.0)</dt><dd>\(text($0.1))</dd></div>" }
            .joined(separator: "\n")
        return """
            <header class="verdict \(style)">
            <div class="wrap">
            <p class="badge"><span aria-hidden="true">\(sign)</span> \(words.title)</p>
            <h1>\(text(words.headline))</h1>
            <p class="subject">\(text(report.name))</p>
            <dl class="facts">
            \(list)
            </dl>
            </div>
            </header>
            """
    }

    private var footer: String {
        let links =
            report.directory == nil
            ? ""
            : "<p>Beside this page: "
                + ["comparison.json", "report.md", "a/probes.jsonl", "b/probes.jsonl"]
                .map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: ", ") + ".</p>"
        return """
            <footer><div class="wrap">
            <p>\(text(words.method)).</p>
            <p>firstlight \(text(ToolVersion.current))</p>
            \(links)
            </div></footer>
            """
    }

    private var remarks: String? {
        var boxes: [String] = []
        if !words.next.isEmpty { boxes.append(box("next", "What to do next", words.next)) }
        if !words.failures.isEmpty {
            boxes.append(box("why", "Why requests failed", words.failures))
        }
        if let bunching = words.bunching, report.bunching?.side != .neither {
            boxes.append(box("why", "The stream", [bunching]))
        }
        if !report.conditions.isEmpty {
            boxes.append(box("why", "What makes it unfair", report.conditions.map(\.text)))
        }
        if !report.notes.isEmpty { boxes.append(box("notes", "Notes", report.notes)) }
        guard !boxes.isEmpty else { return nil }
        return "<section class=\"pair\">\n\(boxes.joined(separator: "\n"))\n</section>"
    }

    private func box(_ style: String, _ title: String, _ items: [String]) -> String {
        let list = items.map { "<li>\(text($0))</li>\n" }.joined()
        return "<div class=\"\(style)\"><h2>\(title)</h2>\n<ul>\n\(list)</ul>\n</div>"
    }

    private var forest: String? {
        ForestPlot(report).map {
            "<section class=\"wide\">\n\($0.figure.element)\n</section>"
        }
    }

    private var table: String? {
        let rows = words.rows.map { row in
            let style: String =
                switch row.standing {
                case .worse: "violated"
                case .undecided: "undecided"
                case nil: "faint"
                default: "met"
                }
            return [
                HTMLCell(text("\(row.metric) \(row.statistic)")), HTMLCell(text(row.baseline)),
                HTMLCell(text(row.candidate)), HTMLCell(text(row.change)),
                HTMLCell(text(row.tolerance), style: "faint"),
                HTMLCell(text(row.verdict), style: style),
            ]
        }
        guard !rows.isEmpty else { return nil }
        let table = HTMLTable(
            header: ["metric", "baseline", "candidate", "change", "tolerance", "verdict"],
            rows: rows)
        return "<section>\n<h2>Every number</h2>\n\(table.element)\n</section>"
    }

    private var distributions: String? {
        let figures = report.metrics.compactMap { OverlaidDistributions($0)?.figure.element }
        guard !figures.isEmpty else { return nil }
        return "<section>\n<h2>Distributions</h2>\n<div class=\"figures\">\n"
            + figures.joined(separator: "\n") + "\n</div>\n</section>"
    }

    private var evidence: String? {
        var items = words.ranks
        if let bunching = words.bunching, report.bunching?.side == .neither {
            items.append(bunching)
        }
        guard !items.isEmpty else { return nil }
        let list = items.map { "<li>\(text($0))</li>\n" }.joined()
        return "<section>\n<h2>By ranks</h2>\n<ul>\n\(list)</ul>\n</section>"
    }

    private func text(_ text: String) -> String { HTMLText.escaped(UnitText.glued(text)) }
}
