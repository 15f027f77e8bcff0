import Estimates
import Readiness

/// A small bar that shows an interval against what is required, made of boxes.
///
/// It is no drawing but text with a background, so that it prints and scales like the table.
struct IntervalBar {
    private let lower: Double
    private let upper: Double
    private let point: Double
    private let limit: Double
    private let axis: ClosedRange<Double>
    private let label: String
    private let ends: (String, String)

    /// A bar for an objective; `nil` without evidence.
    ///
    /// It shows the share within the limit against the required share, for a server-side objective
    /// the value against its limit.
    init?(_ result: ObjectiveResult, of report: GateReport) {
        let objective = result.objective
        if let share = result.share, let required = result.objective.requiredShare,
            share.count > 0, !share.point.isNaN
        {
            let low = min(max(share.lower, 0), required)
            let start = [0.998, 0.98, 0.9, 0.8, 0.5].first { $0 < low - (1 - $0) * 0.1 } ?? 0
            (lower, upper, point) = (max(share.lower, 0), min(share.upper, 1), share.point)
            (limit, axis) = (required, start...1)
            ends = (ShareText.exact(start), "100 %")
            label =
                "between \(ShareText.interval(lower, upper)) within the limit, "
                + "\(ShareText.exact(required)) are needed"
        } else if let observed = result.observed, observed.point.isFinite {
            let dimension = objective.metric.dimension
            let highest =
                dimension == .ratio ? 1 : max(objective.threshold, observed.point, 1) * 1.2
            (lower, upper, point) = (0, observed.point, observed.point)
            (limit, axis) = (objective.threshold, 0...max(highest, observed.point))
            ends = ("0", dimension == .ratio ? "100 %" : FigureText.value(highest, dimension))
            label =
                "\(FigureText.value(observed.point, dimension)) observed, limit "
                + objective.thresholdText
        } else {
            return nil
        }
    }

    /// The element.
    ///
    /// - Parameter style: The class that colours the interval.
    /// - Returns: The bar and the values at its ends.
    func element(style: String) -> String {
        let left = place(lower)
        let width = max(place(upper) - left, 1.5)
        return """
            <div class="bar \(style)" role="img" aria-label="\(HTMLText.escaped(label))" \
            title="\(HTMLText.escaped(label))"><i style="left:\(css(min(left, 98.5)))%;\
            width:\(css(width))%"></i><u style="left:\(css(place(point)))%"></u>\
            <b style="left:\(css(place(limit)))%"></b></div>\
            <div class="ends"><span>\(ends.0)</span><span>\(ends.1)</span></div>
            """
    }

    private func place(_ value: Double) -> Double {
        let inside = min(max(value, axis.lowerBound), axis.upperBound)
        return (inside - axis.lowerBound) / (axis.upperBound - axis.lowerBound) * 100
    }

    private func css(_ value: Double) -> String {
        Decimals.trimmed(Decimals.fixed(value, places: 2))
    }
}
