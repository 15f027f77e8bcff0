import Comparison
import Estimates
import Readiness

/// The ratios of all percentiles with their intervals, one line each, and the tolerance as a band.
struct ForestPlot {
    private let rows: [(name: String, row: StatisticComparison, tolerance: Tolerance?)]
    private let confidence: Double

    private static let width = 760.0
    private static let left = 150.0
    private static let right = 640.0
    private static let rowHeight = 26.0

    /// A plot; `nil` where no ratio is known.
    init?(_ report: ComparisonReport) {
        rows = report.metrics.flatMap { metric in
            metric.statistics
                .filter { $0.contrast == .ratio && $0.change.point.isFinite && $0.change.point > 0 }
                .map {
                    ("\(ToleranceText.name(metric.metric)) \($0.statistic.name)", $0, metric.tolerance)
                }
        }
        confidence = report.plan.confidence
        guard !rows.isEmpty else { return nil }
    }

    private var height: Double { 56 + Double(rows.count) * Self.rowHeight }

    /// The figure.
    var figure: Figure {
        var svg = SVG()
        let x = scale
        let bottom = height - 34
        for (index, row) in rows.enumerated() {
            draw(row, y: 22 + Double(index) * Self.rowHeight, x, in: &svg)
        }
        svg.line(x(1), 8, x(1), bottom, class: "axis")
        svg.line(Self.left, bottom, Self.right, bottom, class: "axis")
        for tick in ticks(x) {
            svg.line(x(tick), bottom, x(tick), bottom + 5, class: "axis")
            svg.text(
                Decimals.significant(tick), x(tick), bottom + 18, class: "tick", anchor: .middle)
        }
        let id = "plot-forest"
        let title = "Candidate by baseline"
        return Figure(
            id: id, title: title,
            svg: svg.element(
                id: id, width: Self.width, height: height, title: title,
                description: "Ratios of \(rows.count) percentiles with their intervals; 1 is equal."),
            legend: [
                .init(
                    mark: "━", style: "curve", meaning: "\(ShareText.exact(confidence)) interval"),
                .init(mark: "▇", style: "band", meaning: "tolerance"),
            ],
            caption: "An arrow means that nothing bounds the interval on that side. A line inside "
                + "its band is the same, one beyond it better or worse.")
    }

    /// Logarithmic, so that twice and half are equally far from equal.
    private var scale: Scale {
        let ends = rows.flatMap { row in
            [row.row.change.lower, row.row.change.point, row.row.change.upper]
                + (row.tolerance.map { [$0.range.lowerBound, $0.range.upperBound] } ?? [])
        }
        let shown = ends.filter { $0.isFinite && $0 > 0 }
        let low = min(0.8, max(shown.min() ?? 0.8, 0.02))
        let high = max(1.25, min(shown.max() ?? 1.25, 50))
        return Scale(.logarithmic, domain: (low / 1.05)...(high * 1.05), from: Self.left, to: Self.right)
    }

    private func ticks(_ x: Scale) -> [Double] {
        let narrow: [Double] = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5]
        let wide: [Double] = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
        return (x.domain.upperBound / x.domain.lowerBound < 2.6 ? narrow : wide)
            .filter(x.domain.contains)
    }

    private func draw(
        _ item: (name: String, row: StatisticComparison, tolerance: Tolerance?), y: Double,
        _ x: Scale, in svg: inout SVG
    ) {
        let change = item.row.change
        if let tolerance = item.tolerance {
            let (low, high) = (x(tolerance.range.lowerBound), x(tolerance.range.upperBound))
            svg.rect(
                x: low, y: y - 10, width: high - low, height: 20, class: "band",
                tip: "tolerance \(ShareText.exact(tolerance.size))")
        }
        svg.text(item.name, Self.left - 10, y + 4, class: "label", anchor: .end)
        let style: String =
            switch item.row.standing {
            case .worse: "worse"
            case .undecided: "open"
            case nil: "shown"
            default: "fine"
            }
        let low = max(change.lower, x.domain.lowerBound)
        let high = min(change.upper, x.domain.upperBound)
        svg.line(x(low), y, x(high), y, class: "interval \(style)")
        if change.lower < x.domain.lowerBound { arrow(x(low), y, -1, style, in: &svg) }
        if change.upper > x.domain.upperBound { arrow(x(high), y, 1, style, in: &svg) }
        let text = Decimals.significant(change.point)
        svg.circle(x(change.point), y, radius: 4, class: "point \(style)", tip: "\(text) times")
        let word = item.row.standing.map(ComparisonWords.word) ?? "not judged"
        svg.text("\(text)  \(word)", Self.right + 12, y + 4, class: "value \(style)")
    }

    private func arrow(
        _ x: Double, _ y: Double, _ direction: Double, _ style: String, in svg: inout SVG
    ) {
        let back = SVG.number(x - 7 * direction)
        svg.path(
            "M\(back) \(SVG.number(y - 4))L\(SVG.number(x)) \(SVG.number(y))"
                + "L\(back) \(SVG.number(y + 4))", "interval \(style)")
    }
}
