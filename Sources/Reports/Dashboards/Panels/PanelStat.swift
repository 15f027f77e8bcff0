import Monitoring

/// The latest values as large numbers, with the course of the worst one below.
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
        let numbers = main.compactMap(number)
        return "<div class=\"numbers\">\(numbers.joined())</div>\(interval(rest))\(course(main))"
    }

    /// The edges of the bucket that the value lies in.
    private func interval(_ edges: [PreviewSeries]) -> String {
        let values = edges.compactMap { series in series.points.last.map { (series, $0.value) } }
        let words: [String]
        if values.count == 2 {
            let ends = values.map(\.1).sorted().map { PanelNumber.text($0, panel.unit) }
            words = ["in the bucket from \(ends[0]) to \(ends[1])"]
        } else {
            words = values.map { "\($0.name) \(PanelNumber.text($1, panel.unit))" }
        }
        guard !words.isEmpty else { return "" }
        let spans = words.map { "<span>\(HTMLText.escaped($0))</span>" }
        return "<p class=\"interval\">\(spans.joined())</p>"
    }

    private func number(_ series: PreviewSeries) -> String? {
        guard let last = series.points.last else { return nil }
        let grade = PanelGrade.name(
            panel.thresholds(ofSeries: series.name).grade(of: last.value))
        // The heading has said it where it holds the name.
        let isSaid = panel.title.contains(series.name)
        // An old value is the latest there is, and no present one.
        let isOld = frame.endSeconds - last.timeSeconds > frame.stepSeconds * 3
        let words =
            (isSaid ? [] : [series.name]) + (isOld ? ["at \(frame.label(last.timeSeconds))"] : [])
        let name =
            words.isEmpty
            ? "" : "<span>\(HTMLText.escaped(words.joined(separator: " ")))</span>"
        let text = UnitText.glued(PanelNumber.text(last.value, panel.unit))
        return "<p class=\"number \(grade)\"><b>\(HTMLText.escaped(text))</b>\(name)</p>"
    }

    private func course(_ main: [PreviewSeries]) -> String {
        // Of several the worst one.
        func severity(_ series: PreviewSeries) -> Int {
            let grade = panel.thresholds(ofSeries: series.name)
                .grade(of: series.points.last?.value ?? 0)
            return PanelThresholds.Grade.allCases.firstIndex(of: grade) ?? 0
        }
        guard let series = main.max(by: { severity($0) < severity($1) }) else { return "" }
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
        let grade = PanelGrade.name(
            panel.thresholds(ofSeries: series.name).grade(of: points.last?.value ?? 0))
        svg.path(
            line + "L\(SVG.number(x(ends.1))) \(SVG.number(height))"
                + "L\(SVG.number(x(ends.0))) \(SVG.number(height))Z", "area \(grade)")
        svg.path(line, "line \(grade)")
        return svg.element(
            id: "\(id)-course", width: width, height: height, title: panel.title,
            description: "Its course over the range.")
    }
}
