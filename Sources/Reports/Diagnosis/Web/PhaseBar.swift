import Diagnosis
import Estimates

/// A bar of the phases of a request, each as wide as its share, made of boxes with a legend below.
struct PhaseBar {
    private let phases: [PhaseShare]
    private let total: Double

    /// A bar; nil without a phase that took any time.
    init?(_ phases: [PhaseShare]) {
        self.phases = phases.filter { $0.seconds.point.isFinite && $0.seconds.point >= 0 }
        total = self.phases.reduce(0) { $0 + $1.seconds.point }
        guard total > 0 else { return nil }
    }

    /// The element.
    var element: String {
        let boxes = phases.filter { $0.seconds.point > 0 }.map { phase in
            let share = phase.seconds.point / total
            let name = share > 0.12 ? phase.phase.rawValue : ""
            return "<i class=\"\(phase.phase.rawValue)\" style=\"width:\(css(share * 100))%\" "
                + "title=\"\(HTMLText.escaped(label(phase)))\">\(name)</i>"
        }
        let items = phases.map { phase in
            "<li><b class=\"\(phase.phase.rawValue)\" aria-hidden=\"true\"></b> "
                + "\(HTMLText.escaped(UnitText.glued(label(phase))))</li>"
        }
        return """
            <div class="phases" aria-hidden="true">\(boxes.joined())</div>
            <ul class="phase-legend">
            \(items.joined(separator: "\n"))
            </ul>
            """
    }

    /// `queue 2.85 s (2.60 to 3.10 s), 49 % of E2E`.
    private func label(_ phase: PhaseShare) -> String {
        let share = phase.share.map { ", \(ShareText.figure($0)) of E2E" } ?? ""
        return "\(phase.phase.rawValue) \(EstimateText.text(phase.seconds, "s"))\(share)"
    }

    private func css(_ value: Double) -> String {
        Decimals.trimmed(Decimals.fixed(value, places: 2))
    }
}
