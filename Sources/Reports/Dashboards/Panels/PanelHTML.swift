import Monitoring
import Signals

/// One panel as HTML: its heading, its picture, what it means.
struct PanelHTML {
    private let data: PreviewPanel
    private let frame: PanelFrame
    private let id: String

    init(_ data: PreviewPanel, frame: PanelFrame, id: String) {
        self.data = data
        self.frame = frame
        self.id = id
    }

    private var panel: Panel { data.panel }

    /// The element.
    var html: String {
        """
        <figure class="panel w\(panel.width)" id="\(id)">
        <h4>\(HTMLText.escaped(panel.title))</h4>
        <div class="picture">\(picture)</div>
        \(about)
        </figure>
        """
    }

    // MARK: - Picture

    private var picture: String {
        if case .text(let content) = panel.kind { return Self.markdown(content) }
        if let fault = data.faults.first {
            return "<p class=\"nothing bad\">The query was refused: \(HTMLText.escaped(fault))</p>"
        }
        guard data.hasData else {
            let reason = panel.noValue.map { ": \($0)" } ?? ""
            return "<p class=\"nothing\">no data\(HTMLText.escaped(reason))</p>"
        }
        switch panel.kind {
        case .timeSeries, .stackedSeries:
            return PanelSeriesPlot(data, frame: frame, id: id).html
        case .heatmap: return PanelHeatmap(data, frame: frame, id: id).html
        case .stat: return PanelStat(data, frame: frame, id: id).html
        case .gauge: return PanelGauge(data, id: id).html
        case .barGauge: return PanelBars(data).html
        case .table(let label): return PanelTable(data, rowsBy: label).html
        case .stateTimeline(let one, let zero):
            return PanelStates(data, frame: frame, id: id, one: one, zero: zero).html
        case .text: return ""
        }
    }

    private static func markdown(_ content: String) -> String {
        let lines = content.split(separator: "\n")
        guard lines.allSatisfy({ $0.hasPrefix("* ") }) else {
            return lines.map { "<p>\(HTMLText.escaped(String($0)))</p>" }.joined()
        }
        let items = lines.map { "<li>\(HTMLText.escaped(String($0.dropFirst(2))))</li>" }
        return "<ul class=\"plain\">\(items.joined())</ul>"
    }

    // MARK: - Words

    private var about: String {
        let queries = panel.targets.map { "<code>\(HTMLText.escaped($0.expression))</code>" }
        return """
            <details><summary>about</summary>
            <p>\(HTMLText.escaped(panel.detail))</p>
            <p>Playbook: \(panel.playbook.rawValue)</p>
            \(queries.joined(separator: "\n"))
            </details>
            """
    }
}
