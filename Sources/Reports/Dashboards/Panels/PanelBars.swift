import Monitoring

/// The latest values as bars on one scale.
struct PanelBars {
    private let data: PreviewPanel

    init(_ data: PreviewPanel) { self.data = data }

    /// The bars.
    var html: String {
        let values = data.series.compactMap { series in
            series.points.last.map { (series.name, $0.value) }
        }
        let high = data.panel.maximum ?? values.map(\.1).filter(\.isFinite).max() ?? 1
        let rows = values.map { name, value in
            let share = high > 0 ? min(max(value / high, 0), 1) : 0
            let grade = PanelGrade.name(data.panel.thresholds.grade(of: value))
            let width = Decimals.fixed(share * 100, places: 1)
            return "<li><span>\(HTMLText.escaped(name))</span><i class=\"\(grade)\">"
                + "<u style=\"width:\(width)%\"></u></i>"
                + "<b>\(HTMLText.escaped(PanelNumber.text(value, data.panel.unit)))</b></li>"
        }
        return "<ul class=\"bars\">\(rows.joined())</ul>"
    }
}
