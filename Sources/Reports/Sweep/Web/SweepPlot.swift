import Capacity
import Estimates
import Readiness

/// Curves of several endpoints in one frame: bands for intervals, limits drawn across.
struct SweepPlot {
    /// A name that is unique in the page.
    var id: String
    /// What it shows.
    var title: String
    /// The horizontal axis.
    var xTitle: String
    /// What the heights are, for their labels.
    var dimension: ObjectiveMetric.Dimension
    /// The endpoints.
    var series: [SweepSeries]
    /// The limits on what is drawn upwards.
    var limits: [PlotLimit]
    /// How to read it.
    var caption: String
    /// Whether every point bears its label.
    var isLabelled = false

    private static let frame = PlotFrame()

    /// The figure; `nil` where there is nothing to draw.
    var figure: Figure? {
        let points = series.flatMap(\.points).filter { $0.y.point.isFinite }
        guard !points.isEmpty else { return nil }
        var svg = SVG()
        let x = Scale.fitting(
            points.flatMap { [$0.x, $0.xInterval?.lowerBound, $0.xInterval?.upperBound] }
                .compactMap(\.self),
            from: PlotFrame.left + 8, to: PlotFrame.right - 8)
        let heights = points.flatMap { [$0.y.point, $0.y.lower, $0.y.upper] }
            .filter { $0.isFinite && $0 > 0 }
        let y = Scale.fitting(
            heights + limits.map(\.value), from: PlotFrame.bottom, to: Self.frame.top)
        Self.frame.drawVerticalAxis(y, ticks: y.ticks(about: 5), in: &svg) { tick in
            dimension == .duration ? FigureText.tick(seconds: tick) : SweepAxis.number(tick)
        }
        let marks = isLabelled ? x.ticks(about: 6) : distinct(points.map(\.x))
        Self.frame.drawHorizontalAxis(x, ticks: marks, title: xTitle, in: &svg) {
            SweepAxis.number($0)
        }
        for one in series { drawBand(one, x, y, in: &svg) }
        for (index, limit) in limits.enumerated() { drawLimit(limit, index, y, in: &svg) }
        for one in series { drawCurve(one, x, y, in: &svg) }
        return Figure(
            id: id, title: title,
            svg: Self.frame.element(svg, id: id, title: title, description: description),
            legend: legend, caption: caption)
    }

    /// The places of points as marks of the axis, at most a dozen.
    private func distinct(_ places: [Double]) -> [Double] {
        let sorted = Set(places).sorted()
        let step = max(1, (sorted.count + 11) / 12)
        return sorted.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    }

    // MARK: - Drawing

    private func drawBand(
        _ one: SweepSeries, _ x: Scale, _ y: Scale, in svg: inout SVG
    ) {
        let shown = one.points.filter { $0.y.point.isFinite }
        if isLabelled || shown.count < 2 {
            for point in shown { drawCross(point, one, x, y, in: &svg) }
            return
        }
        func corner(_ point: SweepSeries.Point, _ value: Double) -> String {
            "\(SVG.number(x(point.x))) \(SVG.number(y(bounded(value, y))))"
        }
        let out = shown.map { corner($0, $0.y.upper) }
        let back = shown.reversed().map { corner($0, $0.y.lower) }
        svg.path("M" + (out + back).joined(separator: "L") + "Z", "sweep-band \(one.style)")
    }

    private func drawCross(
        _ point: SweepSeries.Point, _ one: SweepSeries, _ x: Scale, _ y: Scale,
        in svg: inout SVG
    ) {
        let (place, level) = (x(point.x), y(point.y.point))
        svg.line(
            place, y(bounded(point.y.lower, y)), place, y(bounded(point.y.upper, y)),
            class: "sweep-bar \(one.style)")
        if let interval = point.xInterval {
            svg.line(
                x(interval.lowerBound), level, x(interval.upperBound), level,
                class: "sweep-bar \(one.style)")
        }
    }

    /// A bound that is missing lies at the edge.
    private func bounded(_ value: Double, _ y: Scale) -> Double {
        if value == .infinity { return y.domain.upperBound }
        return value.isFinite ? value : y.domain.lowerBound
    }

    private func drawLimit(_ limit: PlotLimit, _ index: Int, _ y: Scale, in svg: inout SVG) {
        let level = y(limit.value)
        svg.line(PlotFrame.left, level, PlotFrame.right, level, class: "limit")
        let isHigh = level < Self.frame.top + 16
        svg.text(
            limit.label, PlotFrame.left + 6 + 150 * Double(index), level + (isHigh ? 14 : -5),
            class: "limit-label")
    }

    private func drawCurve(
        _ one: SweepSeries, _ x: Scale, _ y: Scale, in svg: inout SVG
    ) {
        let shown = one.points.filter { $0.y.point.isFinite }
        guard let first = shown.first else { return }
        var path = "M\(SVG.number(x(first.x))) \(SVG.number(y(first.y.point)))"
        for point in shown.dropFirst() {
            path += "L\(SVG.number(x(point.x))) \(SVG.number(y(point.y.point)))"
        }
        svg.path(path, "sweep-curve \(one.style)")
        for point in shown {
            let (place, level) = (x(point.x), y(point.y.point))
            let tip =
                "\(one.name), \(point.label): "
                + FigureText.value(point.y.point, dimension) + ", \(point.judgement.rawValue)"
            let state = point.judgement == .met ? "" : " open"
            svg.path(one.outline(place, level), "sweep-mark \(one.style)\(state)", tip: tip)
            if isLabelled {
                let isLeft = place > PlotFrame.right - 60
                svg.text(
                    SweepAxis.number(point.level), place + (isLeft ? -8 : 8), level - 7,
                    class: "tick halo",
                    anchor: isLeft ? .end : .start)
            }
        }
    }

    // MARK: - Words

    private var description: String {
        series.map { one in
            let points = one.points.filter { $0.y.point.isFinite }
            guard let low = points.first, let high = points.last else { return "\(one.name): none" }
            return "\(one.name): from \(FigureText.value(low.y.point, dimension)) at \(low.label) "
                + "to \(FigureText.value(high.y.point, dimension)) at \(high.label)"
        }.joined(separator: "; ") + "."
    }

    private var legend: [Figure.LegendEntry] {
        series.map {
            Figure.LegendEntry(mark: $0.mark, style: $0.style, meaning: $0.name)
        } + [
            Figure.LegendEntry(mark: "○", style: "", meaning: "hollow: not shown to be met")
        ]
    }
}
