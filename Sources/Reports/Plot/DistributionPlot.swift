import Foundation
import Inference
import Load
import Readiness

/// The empirical distribution of one metric: which share of the requests took at most so long, with
/// the limit drawn and a band around the curve where one can be had.
struct DistributionPlot {
    private let metric: ObjectiveMetric
    private let values: [Double]
    private let failed: Int
    private let limits: [PlotLimit]
    private let confidence: Double

    private static let frame = PlotFrame()

    /// A plot of a metric over the counted requests; `nil` where no value was observed.
    ///
    /// - Parameters:
    ///   - metric: `ttft`, `e2e` or `itl`; others have no plot.
    ///   - report: What a gate found.
    init?(_ metric: ObjectiveMetric, of report: GateReport) {
        let counted = report.probes.filter { !$0.isWarmup && $0.outcomeClass != .excluded }
        let answered = counted.filter(\.isSuccess)
        switch metric {
        case .ttft: values = answered.compactMap { $0.timeToFirstToken?.seconds }.sorted()
        case .e2e: values = answered.compactMap { $0.endToEnd?.seconds }.sorted()
        case .itl: values = answered.flatMap { $0.gaps.map(\.seconds) }.sorted()
        default: return nil
        }
        guard values.count >= 2 else { return nil }
        self.metric = metric
        // Gaps that a failed request never had cannot be counted.
        failed = metric == .itl ? 0 : counted.count - values.count
        limits = PlotLimit.on(metric, in: report)
        confidence = report.confidence
    }

    private var total: Int { values.count + failed }

    /// Half the height of the band: with this confidence the true distribution lies inside over its
    /// whole length at once.
    ///
    /// sqrt(ln(2 / alpha) / (2 n)), after Dvoretzky, Kiefer and Wolfowitz with the constant of
    /// Massart, Ann. Prob. 18 (1990). `nil` for gaps: those of one request are not independent.
    private var bandHalf: Double? {
        guard metric != .itl, confidence > 0, confidence < 1 else { return nil }
        return (log(2 / (1 - confidence)) / (2 * Double(total))).squareRoot()
    }

    /// The figure.
    var figure: Figure {
        var svg = SVG()
        let x = Scale.fitting(
            values + limits.map(\.value), from: PlotFrame.left, to: PlotFrame.right)
        let y = Scale(.linear, domain: 0...1, from: PlotFrame.bottom, to: Self.frame.top)
        Self.frame.drawVerticalAxis(y, ticks: [0, 0.25, 0.5, 0.75, 1], in: &svg) {
            ShareText.exact($0)
        }
        Self.frame.drawHorizontalAxis(
            x, ticks: x.ticks(about: 6), title: axisTitle(x), in: &svg
        ) { FigureText.tick(seconds: $0) }
        if let half = bandHalf { svg.path(band(x, y, half: half), "band") }
        svg.path(steps(x, y, offset: 0), "curve")
        drawLimits(x, y, in: &svg)
        if failed > 0 { drawFailures(y, in: &svg) }
        let id = "plot-\(metric.identifier)"
        return Figure(
            id: id, title: title,
            svg: Self.frame.element(svg, id: id, title: title, description: description),
            legend: legend, caption: caption)
    }

    // MARK: - Drawing

    /// Corners of the step function, those dropped that no eye could tell apart.
    private func corners(_ x: Scale, _ y: Scale) -> [(x: Double, share: Double)] {
        var corners: [(x: Double, share: Double)] = []
        for (index, value) in values.enumerated() {
            let share = Double(index + 1) / Double(total)
            let place = x(value)
            if let last = corners.last, index < values.count - 1, place - last.x < 0.4,
                abs(y(share) - y(last.share)) < 0.4
            {
                continue
            }
            corners.append((place, share))
        }
        return corners
    }

    private func band(_ x: Scale, _ y: Scale, half: Double) -> String {
        // Out along the upper edge, back along the lower one.
        var path = steps(x, y, offset: half)
        let corners = corners(x, y)
        for (index, corner) in corners.enumerated().reversed() {
            let before = index > 0 ? corners[index - 1].share : 0
            path += "V\(SVG.number(y(max(0, corner.share - half))))H\(SVG.number(corner.x))"
            path += "V\(SVG.number(y(max(0, before - half))))"
        }
        return path + "H\(SVG.number(PlotFrame.left))Z"
    }

    /// The step function moved up by `offset`, from the left edge to the right one.
    private func steps(_ x: Scale, _ y: Scale, offset: Double) -> String {
        var path = "M\(SVG.number(PlotFrame.left)) \(SVG.number(y(min(1, offset))))"
        for corner in corners(x, y) {
            path += "H\(SVG.number(corner.x))V\(SVG.number(y(min(1, corner.share + offset))))"
        }
        return path + "H\(SVG.number(PlotFrame.right))"
    }

    private func drawLimits(_ x: Scale, _ y: Scale, in svg: inout SVG) {
        for (index, limit) in limits.enumerated() {
            let (place, level) = (x(limit.value), y(limit.share))
            svg.line(place, Self.frame.top - 6, place, PlotFrame.bottom, class: "limit")
            svg.line(PlotFrame.left, level, place, level, class: "limit thin")
            svg.path(diamond(place, level), "target", tip: "the curve must pass above this point")
            let isRight = place > (PlotFrame.left + PlotFrame.right) / 2
            svg.text(
                limit.label, place + (isRight ? -6 : 6),
                PlotFrame.bottom - 10 - 15 * Double(index), class: "limit-label",
                anchor: isRight ? .end : .start)
        }
    }

    private func diamond(_ x: Double, _ y: Double) -> String {
        let (left, right) = (SVG.number(x - 5), SVG.number(x + 5))
        let (top, bottom) = (SVG.number(y - 5), SVG.number(y + 5))
        return "M\(left) \(SVG.number(y))L\(SVG.number(x)) \(top)L\(right) \(SVG.number(y))"
            + "L\(SVG.number(x)) \(bottom)Z"
    }

    private func drawFailures(_ y: Scale, in svg: inout SVG) {
        let level = y(Double(values.count) / Double(total))
        svg.line(PlotFrame.right, y(1), PlotFrame.right, level, class: "missing")
        let things = failed == 1 ? "request" : "requests"
        svg.text(
            "\(Decimals.grouped(failed)) \(things) failed: slower than any limit",
            PlotFrame.left + 8, max(y(1) + 12, (y(1) + level) / 2 + 4), class: "tick bad halo")
    }

    // MARK: - Words

    private var name: String {
        switch metric {
        case .ttft: "time to first token"
        case .e2e: "time of the whole request"
        default: "gaps between chunks"
        }
    }

    private var title: String { "Distribution of \(metric == .itl ? "" : "the ")\(name)" }

    private func axisTitle(_ scale: Scale) -> String {
        scale.kind == .logarithmic ? "\(name), logarithmic" : name
    }

    private var description: String {
        let things = metric == .itl ? "gaps" : "requests"
        return "The share of \(total) \(things) that took at most the time below; "
            + "from \(FigureText.value(values[0], .duration)) "
            + "to \(FigureText.value(values[values.count - 1], .duration))."
    }

    private var legend: [Figure.LegendEntry] {
        let things = metric == .itl ? "gaps" : "requests"
        var legend = [
            Figure.LegendEntry(
                mark: "━", style: "curve", meaning: "share of \(Decimals.grouped(total)) \(things)")
        ]
        if bandHalf != nil {
            legend.append(
                .init(mark: "▇", style: "band", meaning: "\(ShareText.exact(confidence)) band"))
        }
        if !limits.isEmpty {
            legend.append(.init(mark: "◆", style: "target", meaning: "must pass above"))
        }
        return legend
    }

    private var caption: String {
        guard bandHalf != nil else {
            return "No band: gaps of one request hang together, so they are not a sample of "
                + "independent values."
        }
        return "The band holds for the whole curve at once, for a number of requests fixed "
            + "beforehand (Dvoretzky, Kiefer, Wolfowitz). The judgement does not rest on it."
    }
}
