import Inference
import Load
import Readiness

/// The phases of one request, each a bar from where it began to where it ended.
struct WaterfallPlot {
    private let record: ProbeRecord
    private let id: String
    private let heading: String
    private let phases: [RequestPhase]

    private static let left = 128.0
    private static let rowHeight = 24.0
    private static let top = 16.0

    /// A plot of one request; `nil` where not even its end is known.
    ///
    /// - Parameters:
    ///   - record: The request.
    ///   - id: A name that is unique in the page.
    ///   - heading: Which request it is, such as `median request`.
    init?(_ record: ProbeRecord, id: String, heading: String) {
        phases = RequestPhase.phases(of: record)
        guard !phases.isEmpty else { return nil }
        self.record = record
        self.id = id
        self.heading = heading
    }

    /// The figure.
    var figure: Figure {
        var svg = SVG()
        let end = phases.map(\.end).max() ?? 1
        let bottom = Self.top + Self.rowHeight * Double(phases.count) + 6
        let x = Scale(
            .linear, domain: 0...max(end, 1e-6), from: Self.left, to: PlotFrame.right - 4)
        for tick in x.ticks(about: 5) {
            svg.line(x(tick), Self.top - 4, x(tick), bottom, class: "grid")
            svg.text(
                FigureText.tick(seconds: tick), x(tick), bottom + 16, class: "tick",
                anchor: .middle)
        }
        for (index, phase) in phases.enumerated() {
            drawPhase(phase, row: index, x, in: &svg)
        }
        let title = "Phases of the \(heading) (#\(record.index))"
        return Figure(
            id: id, title: title,
            svg: svg.element(
                id: id, width: PlotFrame.width, height: bottom + 26, title: title,
                description: description),
            caption: caption)
    }

    private func drawPhase(_ phase: RequestPhase, row: Int, _ x: Scale, in svg: inout SVG) {
        let y = Self.top + Self.rowHeight * Double(row)
        svg.text(phase.name, Self.left - 10, y + 15, class: "label", anchor: .end)
        let (start, end) = (x(phase.start), x(phase.end))
        let took = FigureText.value(phase.end - phase.start, .duration)
        svg.rect(
            x: start, y: y + 3, width: max(2, end - start), height: Self.rowHeight - 8,
            class: phase.style, tip: "\(phase.name): \(took)")
        // Beside the bar where there is room on its right, else on its left, else on it.
        let room = PlotFrame.right - end
        if room > 64 {
            svg.text(took, max(end, start + 2) + 6, y + 15, class: "value")
        } else if start - Self.left > 64 {
            svg.text(took, start - 6, y + 15, class: "value", anchor: .end)
        } else {
            svg.text(took, end - 6, y + 15, class: "value on-bar", anchor: .end)
        }
    }

    private var description: String {
        phases.map { "\($0.name) \(FigureText.value($0.end - $0.start, .duration))" }
            .joined(separator: ", ") + "."
    }

    private var caption: String {
        var words: [String] = []
        if record.reusedConnection == true {
            words.append("The connection had carried an earlier request.")
        }
        if !RequestPhase.isRecorded(in: record) {
            words.append("The phases before the first token were not recorded.")
        }
        if let tokens = record.outputTokens {
            let about = record.outputTokensEstimated ? "about " : ""
            words.append("\(about)\(Decimals.grouped(tokens)) output tokens.")
        }
        return words.joined(separator: " ")
    }
}
