import Monitoring

/// The page: a head, and for each board its rows of panels on a grid of 24 columns.
struct DashboardHTMLPage {
    let preview: DashboardPreview

    /// The whole document.
    var document: String {
        HTMLShell.document(
            title: title, sheet: HTMLStyle.sheet + "\n" + DashboardHTMLStyle.sheet, header: header,
            sections: preview.boards.map(section), footer: footer)
    }

    private var title: String { "Dashboards: \(preview.subject)" }

    private var header: String {
        let shown = preview.panels.filter { !$0.panel.targets.isEmpty }
        let filled = shown.count(where: \.hasData)
        let facts = [
            ("Prometheus", preview.source),
            (
                "time (UTC)",
                ClockText.date(preview.startSeconds) + " to " + ClockText.date(preview.endSeconds)
            ),
            ("rates over", PanelNumber.text(preview.rateIntervalSeconds, .seconds)),
            ("panels with data", "\(filled) of \(shown.count)"),
        ]
        let list = facts.map { "<div><dt>\($0.0)</dt><dd>\(HTMLText.escaped($0.1))</dd></div>" }
        let links = preview.boards.map {
            "<a href=\"#\($0.dashboard.name)\">\(HTMLText.escaped($0.dashboard.title))</a>"
        }
        return """
            <header class="boards"><div class="wrap">
            <h1>\(HTMLText.escaped(title))</h1>
            <dl class="facts">\(list.joined())</dl>
            <nav>\(links.joined(separator: "\n"))</nav>
            </div></header>
            """
    }

    private func section(_ board: DashboardPreview.Board) -> String {
        let frame = PanelFrame(preview)
        let rows = board.rows.enumerated().map { index, row in
            let panels = row.panels.enumerated().map { place, panel in
                PanelHTML(panel, frame: frame, id: "\(board.dashboard.name)-\(index)-\(place)").html
            }
            return """
                <h3>\(HTMLText.escaped(row.title))</h3>
                <div class="board">
                \(panels.joined(separator: "\n"))
                </div>
                """
        }
        return """
            <section id="\(board.dashboard.name)">
            <h2>\(HTMLText.escaped(board.dashboard.title))</h2>
            <p class="remark">\(HTMLText.escaped(board.dashboard.detail))</p>
            \(rows.joined(separator: "\n"))
            </section>
            """
    }

    private var footer: String {
        """
        <footer><div class="wrap"><p>The panels of the generated Grafana dashboards, drawn from one \
        reading of a Prometheus with every job, model and replica chosen.</p></div></footer>
        """
    }
}
