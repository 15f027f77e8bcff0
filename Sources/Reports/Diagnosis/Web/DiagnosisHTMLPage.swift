import Diagnosis
import Estimates

/// The sections of one diagnosis as HTML.
struct DiagnosisHTMLPage {
    let diagnosis: DiagnosisDocument
    let words: DiagnosisWords

    var report: DiagnosisReport { diagnosis.report }

    /// A page of a printable document.
    init(_ diagnosis: DiagnosisDocument) {
        self.diagnosis = diagnosis
        words = DiagnosisWords(diagnosis)
    }

    /// The whole document.
    var document: String {
        let sections = [
            nextSection, figuresSection, phasesSection, causesSection, cluesSection,
        ]
        return HTMLShell.document(
            title: "\(words.title): \(diagnosis.name)",
            sheet: HTMLStyle.sheet + "\n" + DiagnosisHTMLStyle.sheet, header: header,
            sections: sections.compactMap(\.self), footer: footer)
    }

    // MARK: - What was found

    private var header: String {
        let (sign, style) =
            switch diagnosis.grade {
            case .none: ("✓", "ready")
            case .warning: ("!", "degraded")
            case .critical: ("✕", "not-ready")
            case .unknown: ("?", "inconclusive")
            }
        var facts = [("evidence", words.basis), ("started", words.startedAt)]
        if let interruption = words.interruption { facts.append(("interrupted", interruption)) }
        let list = facts.map { "<div><dt>\($0.0)</dt><dd>\(text($0.1))</dd></div>" }
            .joined(separator: "\n")
        return """
            <header class="verdict \(style)">
            <div class="wrap">
            <p class="badge"><span aria-hidden="true">\(sign)</span> \(words.title)</p>
            <h1>\(text(report.headline))</h1>
            <p class="subject">\(text(words.subject))</p>
            <dl class="facts">
            \(list)
            </dl>
            </div>
            </header>
            """
    }

    private var footer: String {
        var links = ""
        if diagnosis.directory != nil {
            let files = ["diagnosis.json", "probes.jsonl", "report.md"]
            links =
                "<p>Beside this page: "
                + files.map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: ", ") + ".</p>"
        }
        return """
            <footer><div class="wrap">
            <p>firstlight \(text(diagnosis.toolVersion))</p>
            \(links)
            </div></footer>
            """
    }

    // MARK: - What to do

    private var nextSection: String? {
        var boxes: [String] = []
        var steps = ""
        if let test = words.test {
            steps += "<p><strong>\(text(DiagnosisWords.sentence(test)))</strong></p>\n"
        }
        if !words.next.isEmpty {
            steps += "<ol>\n" + words.next.map { "<li>\(text($0))</li>\n" }.joined() + "</ol>\n"
        }
        for cause in words.playbooks {
            let playbook = DiagnosisWords.playbook(cause)
            steps +=
                "<p class=\"remark\">Playbook: <code>\(playbook.command)</code>, or "
                + "<code>\(playbook.page)</code></p>\n"
        }
        if !steps.isEmpty {
            boxes.append("<div class=\"next\"><h2>What to do next</h2>\n\(steps)</div>")
        }
        if let gain = report.causes.first?.gain { boxes.append(gainBox(gain)) }
        if !report.notes.isEmpty {
            let items = report.notes.map { "<li>\(text($0))</li>\n" }.joined()
            boxes.append("<div class=\"notes\"><h2>Notes</h2>\n<ul>\n\(items)</ul>\n</div>")
        }
        guard !boxes.isEmpty else { return nil }
        return "<section class=\"pair\">\n\(boxes.joined(separator: "\n"))\n</section>"
    }

    private func gainBox(_ gain: ExpectedGain) -> String {
        let rows = gain.changes.map { change in
            [
                HTMLCell(text(change.name)),
                HTMLCell(figure(change.before, change.unit)),
                HTMLCell("<strong>\(figure(change.after, change.unit))</strong>"),
            ]
        }
        let table =
            rows.isEmpty
            ? "" : HTMLTable(header: ["what", "now", "expected"], rows: rows).element + "\n"
        return """
            <div class="gain"><h2>Expected gain</h2>
            <p><code>\(text(gain.action))</code></p>
            \(table)<p class="remark">\(text(DiagnosisWords.sentence("basis: " + gain.basis)))</p>
            </div>
            """
    }

    // MARK: - What was seen

    private var figuresSection: String? {
        let groups = [("What users felt", report.felt), ("What the server says", report.said)]
            .filter { !$0.1.isEmpty }
        guard !groups.isEmpty else { return nil }
        let boxes = groups.map { title, figures in
            let rows = figures.map { item in
                [
                    HTMLCell(text(item.name)), HTMLCell(figure(item.estimate, item.unit)),
                    HTMLCell(Decimals.grouped(item.estimate.count), style: "faint"),
                ]
            }
            let table = HTMLTable(header: ["what", "found", "n"], rows: rows).element
            return "<div><h2>\(title)</h2>\n\(table)</div>"
        }
        return "<section class=\"pair\">\n\(boxes.joined(separator: "\n"))\n</section>"
    }

    private var phasesSection: String? {
        guard let bar = PhaseBar(report.phases) else { return nil }
        return """
            <section id="phases">
            <h2>Where the time of a request goes</h2>
            \(bar.element)
            </section>
            """
    }

    // MARK: - Parts

    func figure(_ estimate: Estimate, _ unit: String) -> String {
        text(UnitText.glued(EstimateText.text(estimate, unit)))
    }

    /// Escaped text.
    func text(_ text: String) -> String { HTMLText.escaped(text) }
}
