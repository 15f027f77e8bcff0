import Monitoring

/// The latest values as large numbers, with the course of the first one below.
struct PanelStat {
    private let data: PreviewPanel
    private let frame: PanelFrame
    private let id: String

    init(_ data: PreviewPanel, frame: PanelFrame, id: String) {
        self.data = data
        self.frame = frame
        self.id = id
    }

    private var panel: Panel { data.panel }

    /// The numbers and the course.
    var html: String {
        let main = data.series.filter { panel.targets[$0.target].role == .value }
        let rest = data.series.filter { panel.targets[$0.target].role != .value }
        let numbers = main.compactMap { number($0, isNamed: data.series.count > 1) }
        let bounds = rest.compactMap { series in
            series.points.last.map {
                "<span>\(HTMLText.escaped(series.name)) "
                    + "\(HTMLText.escaped(PanelNumber.text($0.value, panel.unit)))</span>"
            }
        }
        let interval = bounds.isEmpty ? "" : "<p class=\"interval\">\(bounds.joined())</p>"
        return "<div class=\"numbers\">\(numbers.joined())</div>\(interval)\(course(main))"
    }

    private func number(_ series: PreviewSeries, isNamed: Bool) -> String? {
        guard let last = series.points.last else { return nil }
        let grade = PanelGrade.name(panel.thresholds.grade(of: last.value))
        let name = isNamed ? "<span>\(HTMLText.escaped(series.name))</span>" : ""
        let text = UnitText.glued(PanelNumber.text(last.value, panel.unit))
        return "<p class=\"number \(grade)\"><b>\(HTMLText.escaped(text))</b>\(name)</p>"
    }

    private func course(_ main: [PreviewSeries]) -> String {
        guard let series = main.first else { return "" }
        let points = series.points.filter(\.value.isFinite)
        guard points.count > 1, let high = points.map(\.value).max() else { return "" }
        let (width, height) = (Double(panel.width) * 66 - 24, 34.0)
        let low = min(panel.minimum ?? (points.map(\.value).min() ?? 0), high)
        let x = Scale(
            .linear, domain: frame.startSeconds...frame.endSeconds, from: 0, to: width)
        let y = Scale(
            .linear, domain: low...max(high, low + 1e-9), from: height - 1, to: 2)
        let line = points.enumerated().map { index, point in
            "\(index == 0 ? "M" : "L")\(SVG.number(x(point.timeSeconds))) "
                + SVG.number(y(point.value))
        }.joined()
        let ends = (points.first?.timeSeconds ?? 0, points.last?.timeSeconds ?? 0)
        var svg = SVG()
        let grade = PanelGrade.name(panel.thresholds.grade(of: points.last?.value ?? 0))
        svg.path(
            line + "L\(SVG.number(x(ends.1))) \(SVG.number(height))"
                + "L\(SVG.number(x(ends.0))) \(SVG.number(height))Z", "area \(grade)")
        svg.path(line, "line \(grade)")
        return svg.element(
            id: "\(id)-course", width: width, height: height, title: panel.title,
            description: "Its course over the range.")
    }
}
