import Foundation
import Monitoring

/// The latest values on dials of 180 degrees, with the thresholds on the rim.
struct PanelGauge {
    private let data: PreviewPanel
    private let id: String

    private static let (width, height, radius) = (200.0, 118.0, 84.0)

    init(_ data: PreviewPanel, id: String) {
        self.data = data
        self.id = id
    }

    /// One dial for each series.
    var html: String {
        let dials = data.series.enumerated().compactMap { index, series in
            series.points.last.map { dial($0.value, series, index) }
        }
        return "<div class=\"dials\">\(dials.joined())</div>"
    }

    private func dial(_ value: Double, _ series: PreviewSeries, _ index: Int) -> String {
        let panel = data.panel
        let low = panel.minimum ?? 0
        let high = panel.maximum ?? max(value, low + 1)
        func share(_ value: Double) -> Double { min(max((value - low) / (high - low), 0), 1) }
        var svg = SVG()
        svg.path(arc(0, 1, Self.radius), "rim")
        let steps = panel.thresholds.steps
        for (place, step) in steps.enumerated() where panel.thresholds.judges {
            let from = step.value.map(share) ?? 0
            let to = place + 1 < steps.count ? share(steps[place + 1].value ?? high) : 1
            if to > from {
                svg.path(
                    arc(from, to, Self.radius + 12), "rim-mark \(PanelGrade.name(step.grade))")
            }
        }
        let grade = PanelGrade.name(panel.thresholds.grade(of: value))
        if share(value) > 0 { svg.path(arc(0, share(value), Self.radius), "rim-value \(grade)") }
        svg.text(
            PanelNumber.text(value, panel.unit), Self.width / 2, Self.height - 22,
            class: "dial \(grade)", anchor: .middle)
        return svg.element(
            id: "\(id)-dial-\(index)", width: Self.width, height: Self.height,
            title: "\(panel.title) \(series.name)", description: panel.detail)
    }

    /// An arc between two shares of the half circle.
    private func arc(_ from: Double, _ to: Double, _ radius: Double) -> String {
        func point(_ share: Double) -> String {
            let angle = Double.pi * (1 - share)
            let x = Self.width / 2 + radius * cos(angle)
            let y = Self.height - 16 - radius * sin(angle)
            return "\(SVG.number(x)) \(SVG.number(y))"
        }
        let size = SVG.number(radius)
        return "M\(point(from))A\(size) \(size) 0 0 1 \(point(to))"
    }
}
