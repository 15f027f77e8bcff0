import Comparison
import Inference
import Readiness

/// The distributions of one metric on both sides, over each other.
struct OverlaidDistributions {
    private let metric: MetricComparison
    private static let frame = PlotFrame()

    /// A plot; `nil` for a metric without values, or with too few.
    init?(_ metric: MetricComparison) {
        let finite = [metric.baselineValues, metric.candidateValues].map { values in
            values.count { $0.isFinite && $0 > 0 }
        }
        guard finite.allSatisfy({ $0 >= 2 }), metric.metric.dimension == .duration else {
            return nil
        }
        self.metric = metric
    }

    /// The figure.
    var figure: Figure {
        var svg = SVG()
        let shown = (metric.baselineValues + metric.candidateValues).filter {
            $0.isFinite && $0 > 0
        }
        // Bunched gaps lie four powers of ten below the others; a hair above nothing is enough.
        let least = max(shown.min() ?? 1e-6, (shown.max() ?? 1) / 10_000)
        let x = Scale.fitting(
            shown.map { max($0, least) }, from: PlotFrame.left, to: PlotFrame.right)
        let y = Scale(.linear, domain: 0...1, from: PlotFrame.bottom, to: Self.frame.top)
        Self.frame.drawVerticalAxis(y, ticks: [0, 0.25, 0.5, 0.75, 1], in: &svg) {
            ShareText.exact($0)
        }
        let name = ToleranceText.name(metric.metric)
        Self.frame.drawHorizontalAxis(
            x, ticks: x.ticks(about: 6),
            title: x.kind == .logarithmic ? "\(name), logarithmic" : name, in: &svg
        ) { FigureText.tick(seconds: $0) }
        svg.path(steps(metric.baselineValues, least, x, y), "curve before")
        svg.path(steps(metric.candidateValues, least, x, y), "curve")
        let id = "plot-\(metric.metric.identifier)"
        let title = "Distribution of \(name)"
        let failed = [metric.baselineValues, metric.candidateValues].map { values in
            values.count { !$0.isFinite }
        }
        return Figure(
            id: id, title: title,
            svg: Self.frame.element(
                svg, id: id, title: title,
                description: "The share of values that are at most the time below, on both sides."),
            legend: [
                .init(mark: "┅", style: "before", meaning: "baseline"),
                .init(mark: "━", style: "curve", meaning: "candidate"),
            ],
            caption: failed.contains { $0 > 0 }
                ? "A curve that ends below 100 % lacks what failed: \(failed[0]) of the baseline's, "
                    + "\(failed[1]) of the candidate's values." : "")
    }

    /// The step function, those steps left out that no eye could tell apart.
    private func steps(_ values: [Double], _ least: Double, _ x: Scale, _ y: Scale) -> String {
        var path = "M\(SVG.number(PlotFrame.left)) \(SVG.number(y(0)))"
        var last = (x: -1.0, y: -1.0)
        let finite = values.filter(\.isFinite)
        for (index, value) in finite.enumerated() {
            let place = (
                x: x(max(value, least)), y: y(Double(index + 1) / Double(values.count))
            )
            if index < finite.count - 1, abs(place.x - last.x) < 0.4, abs(place.y - last.y) < 0.4 {
                continue
            }
            path += "H\(SVG.number(place.x))V\(SVG.number(place.y))"
            last = place
        }
        return path + "H\(SVG.number(PlotFrame.right))"
    }
}
