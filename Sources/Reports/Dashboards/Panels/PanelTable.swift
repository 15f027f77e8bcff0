import Monitoring

/// The latest values in a table.
struct PanelTable {
    private let data: PreviewPanel
    private let label: String

    init(_ data: PreviewPanel, rowsBy label: String) {
        self.data = data
        self.label = label
    }

    /// The table.
    var html: String {
        let names = Set(data.series.compactMap { $0.labels[label] }).sorted()
        let heads = data.panel.targets.map { "<th>\(HTMLText.escaped($0.legend))</th>" }
        let rows = names.map { name in
            let cells = data.panel.targets.indices.map { cell(name, $0) }
            return "<tr><td>\(HTMLText.escaped(name))</td>\(cells.joined())</tr>"
        }
        return """
            <div class="scroll"><table><thead><tr><th>replica</th>\(heads.joined())</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    private func cell(_ name: String, _ target: Int) -> String {
        let column = data.panel.targets[target]
        let found = data.series.first { $0.target == target && $0.labels[label] == name }
        guard let value = found?.points.last?.value else { return "<td class=\"faint\">–</td>" }
        let thresholds = column.thresholds ?? data.panel.thresholds
        let grade = PanelGrade.name(thresholds.grade(of: value))
        let text = PanelNumber.text(value, column.unit ?? data.panel.unit)
        return "<td class=\"cell \(grade)\">\(HTMLText.escaped(text))</td>"
    }
}
