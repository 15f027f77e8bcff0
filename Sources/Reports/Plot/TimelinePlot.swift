import Foundation
import Inference
import Load
import Readiness

/// One time of every request over the run: a point each, failed ones in a lane above, the limit
/// drawn, the warm-up shaded.
struct TimelinePlot {
    private let report: GateReport
    private let metric: ObjectiveMetric
    private let places: [Double]
    private let placeTitle: String

    /// The most points drawn; more would make the page heavy and the picture no clearer.
    static let pointsMax = 3000

    private let frame: PlotFrame

    private static let laneMiddle = 16.0

    /// A plot of the time to first token, or of the whole request where no answer came in pieces;
    /// `nil` without a request.
    init?(_ report: GateReport) {
        guard !report.probes.isEmpty else { return nil }
        self.report = report
        let answered = report.probes.filter(\.isSuccess)
        let hasTokens = answered.contains { $0.timeToFirstToken != nil }
        metric = hasTokens || answered.isEmpty ? .ttft : .e2e
        (places, placeTitle) = Self.places(of: report.probes)
        frame = PlotFrame(top: report.probes.contains(where: Self.isFailed) ? 44 : 22)
    }

    /// The figure.
    var figure: Figure {
        var svg = SVG()
        let x = Scale(
            .linear, domain: domain(), from: PlotFrame.left + 8, to: PlotFrame.right - 8)
        let limits = PlotLimit.on(metric, in: report)
        let answered = report.probes.compactMap { value(of: $0) }
        let values = answered + limits.map(\.value)
        let y = Scale.fitting(values, from: PlotFrame.bottom, to: frame.top)
        if !answered.isEmpty { drawWarmup(x, in: &svg) }
        frame.drawVerticalAxis(
            y, ticks: values.isEmpty ? [] : y.ticks(about: 5), in: &svg
        ) { FigureText.tick(seconds: $0) }
        frame.drawHorizontalAxis(
            x, ticks: ticks(x), title: placeTitle, in: &svg, label: placeLabel)
        for limit in limits { drawLimit(limit, y, in: &svg) }
        drawLane(in: &svg)
        let thinned = drawRequests(x, y, in: &svg)
        if answered.isEmpty {
            svg.text(
                "no request got an answer", (PlotFrame.left + PlotFrame.right) / 2,
                (frame.top + PlotFrame.bottom) / 2, class: "empty", anchor: .middle)
        }
        return Figure(
            id: "plot-time", title: title,
            svg: frame.element(
                svg, id: "plot-time", title: title, description: description),
            legend: legend, caption: caption(thinned: thinned, scale: y))
    }

    // MARK: - Places

    /// Where requests stand on the horizontal axis: by their start, else by the wall clock, else by
    /// number.
    private static func places(of probes: [ProbeRecord]) -> ([Double], String) {
        let starts = probes.map(\.intendedStart.seconds)
        if starts.contains(where: { $0 > 0 }) { return (starts, "start of the request") }
        let dates = probes.map(\.timestamp.timeIntervalSince1970)
        if let first = dates.min(), let last = dates.max(), last > first, first > 0 {
            return (dates.map { $0 - first }, "start of the request")
        }
        return (probes.indices.map { Double($0 + 1) }, "number of the request")
    }

    private var isNumbered: Bool { placeTitle.hasPrefix("number") }

    private func domain() -> ClosedRange<Double> {
        let (low, high) = (min(0, places.min() ?? 0), places.max() ?? 1)
        if isNumbered { return low...(high + 1) }
        return low...max(high, low + 0.001)
    }

    private func ticks(_ scale: Scale) -> [Double] {
        guard isNumbered else { return scale.ticks(about: 6) }
        return Ticks.linear(scale.domain, about: 6).filter {
            $0 == $0.rounded() && $0 > 0 && $0 <= Double(report.probes.count)
        }
    }

    private func placeLabel(_ value: Double) -> String {
        isNumbered ? "\(Int(value))" : FigureText.tick(seconds: value)
    }

    private func value(of probe: ProbeRecord) -> Double? {
        guard probe.isSuccess else { return nil }
        return (metric == .ttft ? probe.timeToFirstToken : probe.endToEnd)
            .map(\.seconds)
    }

    // MARK: - Drawing

    private func drawWarmup(_ x: Scale, in svg: inout SVG) {
        let warm = zip(places, report.probes).filter { $0.1.isWarmup }
        guard let last = warm.map(\.0).max() else { return }
        let firstCounted = zip(places, report.probes).filter { !$0.1.isWarmup }.map(\.0)
            .filter { $0 > last }.min()
        let end = firstCounted.map { (last + $0) / 2 } ?? x.domain.upperBound
        svg.rect(
            x: PlotFrame.left, y: frame.top, width: x(end) - PlotFrame.left,
            height: PlotFrame.bottom - frame.top, class: "warmup", tip: "warm-up")
    }

    private func drawLimit(_ limit: PlotLimit, _ y: Scale, in svg: inout SVG) {
        let level = y(limit.value)
        svg.line(PlotFrame.left, level, PlotFrame.right, level, class: "limit")
        let isHigh = level < frame.top + 16
        svg.text(
            limit.label, PlotFrame.right - 2, level + (isHigh ? 14 : -5), class: "limit-label",
            anchor: .end)
    }

    private func drawLane(in svg: inout SVG) {
        guard report.probes.contains(where: Self.isFailed) else { return }
        svg.rect(
            x: PlotFrame.left, y: Self.laneMiddle - 10, width: PlotFrame.right - PlotFrame.left,
            height: 20, class: "lane")
        svg.text("failed", PlotFrame.left - 8, Self.laneMiddle + 4, class: "tick bad", anchor: .end)
    }

    /// Draws the requests and says how many were left out.
    private func drawRequests(_ x: Scale, _ y: Scale, in svg: inout SVG) -> Int {
        let stride = max(1, (report.probes.count + Self.pointsMax - 1) / Self.pointsMax)
        var drawn = 0
        for (index, probe) in report.probes.enumerated()
        where index % stride == 0 || Self.isFailed(probe) {
            drawn += 1
            let place = x(places[index])
            if let value = value(of: probe) {
                svg.circle(
                    place, y(value), radius: 3.2, class: probe.isWarmup ? "warm" : "good",
                    tip: tip(probe, value: value))
            } else if Self.isFailed(probe) {
                svg.cross(
                    place, Self.laneMiddle, radius: 4, class: "bad", tip: tip(probe, value: nil))
            }
        }
        return stride == 1 ? 0 : report.probes.count - drawn
    }

    private static func isFailed(_ probe: ProbeRecord) -> Bool {
        !probe.isSuccess && probe.outcomeClass != .excluded
    }

    private func tip(_ probe: ProbeRecord, value: Double?) -> String {
        let name = (probe.isWarmup ? "warm-up " : "") + "#\(probe.index)"
        guard let value else { return "\(name): \(probe.error ?? probe.outcome)" }
        return "\(name): \(FigureText.value(value, .duration))"
    }

    // MARK: - Words

    private var title: String {
        metric == .ttft ? "Time to first token over the run" : "Time of each request over the run"
    }

    private var description: String {
        let failed = report.probes.count(where: Self.isFailed)
        return "\(report.probes.count) requests by their start, \(failed) of them failed."
    }

    private var legend: [Figure.LegendEntry] {
        var legend: [Figure.LegendEntry] = []
        if report.probes.contains(where: { $0.isSuccess && !$0.isWarmup }) {
            legend.append(.init(mark: "●", style: "good", meaning: "answered"))
        }
        if report.probes.contains(where: { $0.isWarmup && $0.isSuccess }) {
            legend.append(.init(mark: "○", style: "warm", meaning: "warm-up, not counted"))
        }
        if report.probes.contains(where: Self.isFailed) {
            legend.append(.init(mark: "✕", style: "bad", meaning: "failed"))
        }
        return legend
    }

    private func caption(thinned: Int, scale: Scale) -> String {
        var words: [String] = []
        if scale.kind == .logarithmic { words.append("The vertical axis is logarithmic.") }
        if thinned > 0 {
            words.append(
                "\(Decimals.grouped(thinned)) requests are left out of the picture, evenly.")
        }
        if report.counts.excluded > 0 {
            words.append("Requests that the end of the run cut short are not shown.")
        }
        return words.joined(separator: " ")
    }
}
