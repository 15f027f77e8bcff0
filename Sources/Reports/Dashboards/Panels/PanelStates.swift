import Monitoring

/// States over time: a strip for each series.
struct PanelStates {
    private let data: PreviewPanel
    private let frame: PanelFrame
    private let id: String
    private let words: (one: String, zero: String)

    private static let left = 150.0
    private static let strip = 22.0

    init(_ data: PreviewPanel, frame: PanelFrame, id: String, one: String, zero: String) {
        self.data = data
        self.frame = frame
        self.id = id
        words = (one, zero)
    }

    /// The strips above one axis of time.
    var html: String {
        let width = Double(data.panel.width) * 66 - 24
        let height = Double(data.series.count) * (Self.strip + 6) + 26
        var svg = SVG()
        let x = Scale(
            .linear, domain: frame.startSeconds...frame.endSeconds, from: Self.left, to: width - 6)
        for (index, series) in data.series.enumerated() {
            let y = Double(index) * (Self.strip + 6)
            svg.text(series.name, Self.left - 8, y + 15, class: "tick", anchor: .end)
            for span in spans(series.points) {
                let word = span.isUp ? words.one : words.zero
                svg.rect(
                    x: x(span.from), y: y, width: x(span.to) - x(span.from), height: Self.strip,
                    class: "state " + (span.isUp ? "healthy" : "critical"),
                    tip: "\(series.name): \(word) from \(frame.label(span.from))")
            }
        }
        for tick in frame.ticks(about: data.panel.width / 2) {
            svg.text(frame.label(tick), x(tick), height - 6, class: "tick", anchor: .middle)
        }
        return svg.element(
            id: "\(id)-states", width: width, height: height, title: data.panel.title,
            description: data.panel.detail)
    }

    /// Times of one state after the other; a value stands until the next, or for a step.
    private func spans(
        _ points: [PreviewSeries.Point]
    ) -> [(from: Double, to: Double, isUp: Bool)] {
        var spans: [(from: Double, to: Double, isUp: Bool)] = []
        for point in points {
            let end = min(point.timeSeconds + frame.stepSeconds, frame.endSeconds)
            let isUp = point.value >= 0.5
            if let last = spans.last, last.isUp == isUp,
                point.timeSeconds - last.to <= frame.stepSeconds * 0.5
            {
                spans[spans.count - 1].to = end
            } else {
                spans.append((point.timeSeconds, end, isUp))
            }
        }
        return spans
    }
}
