import Monitoring

/// Lines or stacked areas over time, with limits and thresholds drawn.
struct PanelSeriesPlot {
    private let data: PreviewPanel
    private let frame: PanelFrame
    private let id: String
    private let width: Double
    private let height: Double

    private static let left = 66.0
    private static let top = 8.0
    private static let foot = 22.0

    init(_ data: PreviewPanel, frame: PanelFrame, id: String) {
        self.data = data
        self.frame = frame
        self.id = id
        width = Double(data.panel.width) * 66 - 24
        height = Double(data.panel.height) * 30 - 62
    }

    private var panel: Panel { data.panel }
    private var isStacked: Bool { panel.kind == .stackedSeries }

    /// The plot and its legend.
    var html: String {
        var svg = SVG()
        let x = Scale(
            .linear, domain: frame.startSeconds...frame.endSeconds, from: Self.left,
            to: width - 6)
        let layers = stacked()
        let y = Scale(
            .linear, domain: domain(layers), from: height - Self.foot, to: Self.top)
        drawAxes(x, y, in: &svg)
        drawThresholds(y, in: &svg)
        for (index, series) in data.series.enumerated() {
            draw(series, looks: looks[index], layer: layers[index], x, y, in: &svg)
        }
        return svg.element(
            id: "\(id)-plot", width: width, height: height, title: panel.title,
            description: panel.detail) + PanelLegend(data, looks: looks).html
    }

    /// The class of each series: a colour of its own, or the look of its role.
    private var looks: [String] {
        var next = 0
        return data.series.map { series in
            switch panel.targets[series.target].role {
            case .value:
                defer { next += 1 }
                return "c\(next % PanelLegend.colors)"
            case .limit: return "ceiling"
            case .edge: return "edge"
            case .whole: return "total"
            }
        }
    }

    // MARK: - Values

    /// For each series the lower edge of its area at each time; empty for lines.
    private func stacked() -> [[Double: Double]] {
        var ground: [Double: Double] = [:]
        return data.series.map { series in
            guard isStacked, panel.targets[series.target].role == .value else { return [:] }
            let lower = ground
            for point in series.points where point.value.isFinite {
                ground[point.timeSeconds, default: 0] += point.value
            }
            return lower
        }
    }

    private func domain(_ layers: [[Double: Double]]) -> ClosedRange<Double> {
        let values = zip(data.series, layers).flatMap { series, layer in
            series.points.filter(\.value.isFinite).map {
                $0.value + (layer[$0.timeSeconds] ?? 0)
            }
        }
        let low = panel.minimum ?? values.min() ?? 0
        let high = panel.maximum ?? max(values.max() ?? 1, low)
        let room = (high - low) * 0.08
        let floor = panel.minimum ?? (low - (high > low ? room : 0))
        let ceiling = panel.maximum ?? (high > low ? high + room : floor + max(abs(low), 1))
        return floor...max(ceiling, floor + 1e-9)
    }

    // MARK: - Drawing

    private func drawAxes(_ x: Scale, _ y: Scale, in svg: inout SVG) {
        for tick in Ticks.linear(y.domain, about: 4) {
            svg.line(Self.left, y(tick), width - 6, y(tick), class: "grid")
            svg.text(
                PanelNumber.text(tick, panel.unit), Self.left - 8, y(tick) + 4, class: "tick",
                anchor: .end)
        }
        for tick in frame.ticks(about: max(2, panel.width / 2)) {
            svg.text(
                frame.label(tick), x(tick), height - 5, class: "tick", anchor: .middle)
        }
        svg.line(Self.left, height - Self.foot, width - 6, height - Self.foot, class: "axis")
    }

    private func drawThresholds(_ y: Scale, in svg: inout SVG) {
        for step in panel.thresholds.steps {
            guard let value = step.value, y.domain.contains(value), value > y.domain.lowerBound
            else { continue }
            svg.line(
                Self.left, y(value), width - 6, y(value),
                class: "threshold \(PanelGrade.name(step.grade))")
        }
    }

    private func draw(
        _ series: PreviewSeries, looks: String, layer: [Double: Double], _ x: Scale, _ y: Scale,
        in svg: inout SVG
    ) {
        let isArea = isStacked && panel.targets[series.target].role == .value
        for run in runs(series.points) {
            let tops = run.map { point in
                (x(point.timeSeconds), y(point.value + (layer[point.timeSeconds] ?? 0)))
            }
            if isArea {
                let grounds = run.reversed().map {
                    (x($0.timeSeconds), y(layer[$0.timeSeconds] ?? 0))
                }
                svg.path(Self.path(tops + grounds) + "Z", "area \(looks)")
            }
            if tops.count == 1, let only = tops.first {
                svg.circle(only.0, only.1, radius: 2.5, class: "dot \(looks)")
            } else {
                svg.path(Self.path(tops), "line \(looks)", tip: series.name)
            }
        }
    }

    /// The points without gaps: a missing value is no line from one neighbour to the other.
    private func runs(_ points: [PreviewSeries.Point]) -> [[PreviewSeries.Point]] {
        var runs: [[PreviewSeries.Point]] = []
        for point in points where point.value.isFinite {
            if let last = runs.last?.last,
                point.timeSeconds - last.timeSeconds <= frame.stepSeconds * 1.5
            {
                runs[runs.count - 1].append(point)
            } else {
                runs.append([point])
            }
        }
        return runs
    }

    private static func path(_ points: [(Double, Double)]) -> String {
        points.enumerated().map { index, point in
            "\(index == 0 ? "M" : "L")\(SVG.number(point.0)) \(SVG.number(point.1))"
        }.joined()
    }
}
