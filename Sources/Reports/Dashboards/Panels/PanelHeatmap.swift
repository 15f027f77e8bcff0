import Monitoring

/// The buckets of a histogram over time: the darker, the more observations fell into one.
struct PanelHeatmap {
    private let data: PreviewPanel
    private let frame: PanelFrame
    private let id: String

    private static let left = 66.0
    private static let foot = 22.0
    private static let columnsMost = 80.0

    init(_ data: PreviewPanel, frame: PanelFrame, id: String) {
        self.data = data
        self.frame = frame
        self.id = id
    }

    /// Observations of one bucket by time.
    private struct Row {
        let bound: Double
        let counts: [Double: Double]
        var hasAny: Bool { counts.values.contains { $0 > 0 } }
    }

    /// The picture.
    var html: String {
        let width = Double(data.panel.width) * 66 - 24
        let height = Double(data.panel.height) * 30 - 40
        let all = rows()
        guard let first = all.firstIndex(where: \.hasAny), let last = all.lastIndex(where: \.hasAny)
        else { return "<p class=\"nothing\">no observation in the chosen time</p>" }
        // One empty bucket on each side shows where the others end.
        let shown = Array(all[max(0, first - 1)...min(all.count - 1, last + 1)])
        var svg = SVG()
        let x = Scale(
            .linear, domain: frame.startSeconds...frame.endSeconds, from: Self.left, to: width - 6)
        let cell = (height - Self.foot - 8) / Double(shown.count)
        draw(shown, cell: cell, bottom: height - Self.foot, x, in: &svg)
        let lines = Int((Double(shown.count) / 10).rounded(.up))
        for (index, row) in shown.enumerated() {
            let y = height - Self.foot - Double(index + 1) * cell
            svg.line(Self.left, y, width - 6, y, class: "grid")
            guard index % max(lines, 1) == 0 else { continue }
            svg.text(
                row.bound.isInfinite ? "more" : "≤ " + PanelNumber.text(row.bound, data.panel.unit),
                Self.left - 8, y + cell / 2 + 4, class: "tick", anchor: .end)
        }
        for tick in frame.ticks(about: max(2, data.panel.width / 2)) {
            svg.text(frame.label(tick), x(tick), height - 5, class: "tick", anchor: .middle)
        }
        return svg.element(
            id: "\(id)-heat", width: width, height: height, title: data.panel.title,
            description: data.panel.detail)
    }

    /// What lies between neighbouring bounds: the buckets of a histogram count everything below.
    private func rows() -> [Row] {
        let buckets = data.series.compactMap { series -> (Double, [Double: Double])? in
            guard let bound = series.labels["le"].flatMap(Double.init) else { return nil }
            let values = series.points.map { ($0.timeSeconds, $0.value) }
            return (bound, Dictionary(values, uniquingKeysWith: { first, _ in first }))
        }.sorted { $0.0 < $1.0 }
        var below: [Double: Double] = [:]
        return buckets.map { bound, counts in
            let own = counts.reduce(into: [Double: Double]()) { result, entry in
                result[entry.key] = max(0, entry.value - (below[entry.key] ?? 0))
            }
            below = counts
            return Row(bound: bound, counts: own)
        }
    }

    private func draw(
        _ rows: [Row], cell: Double, bottom: Double, _ x: Scale, in svg: inout SVG
    ) {
        let times = Set(rows.flatMap(\.counts.keys)).sorted()
        let stride = max(1, Int((Double(times.count) / Self.columnsMost).rounded(.up)))
        let kept = times.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        let most = rows.flatMap { row in kept.map { row.counts[$0] ?? 0 } }.max() ?? 0
        guard most > 0 else { return }
        let span = frame.stepSeconds * Double(stride)
        for (index, row) in rows.enumerated() {
            let range = index == 0 ? "" : "above \(PanelNumber.text(rows[index - 1].bound, data.panel.unit))"
            for time in kept {
                guard let count = row.counts[time], count > 0 else { continue }
                // The root shows few beside many.
                let shade = max(1, Int(((count / most).squareRoot() * 8).rounded(.up)))
                svg.rect(
                    x: x(time), y: bottom - Double(index + 1) * cell,
                    width: x(min(time + span, frame.endSeconds)) - x(time), height: cell,
                    class: "heat h\(shade)",
                    tip: "\(frame.label(time)): \(Decimals.significant(count)) \(range)")
            }
        }
    }
}
