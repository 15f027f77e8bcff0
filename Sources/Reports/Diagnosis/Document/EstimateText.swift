import Estimates
import Inference
import Readiness

/// An estimate whose unit is a word, as diagnoses carry it: `5.50 s (4.90 to 5.81 s)`.
enum EstimateText {
    /// The estimate with its interval, or with what keeps it from having one.
    ///
    /// - Parameters:
    ///   - estimate: The estimate.
    ///   - unit: `s`, `ratio`, `tok/s`, empty for a count, or any other word.
    /// - Returns: The point with the interval in brackets; the point alone where it is exact, the
    ///   interval alone where it was read from a histogram, for what lies between its edges is
    ///   arithmetic.
    static func text(_ estimate: Estimate, _ unit: String) -> String {
        if estimate.point.isNaN { return "not observed" }
        let bounds = bounds(of: estimate, unit)
        if estimate.point == .infinity {
            return "a failed request" + (bounds.map { " (\($0))" } ?? "")
        }
        if estimate.lower == estimate.upper { return value(estimate.point, unit) }
        if estimate.method == .histogramBucket, let bounds { return bounds }
        return value(estimate.point, unit) + " (" + (bounds ?? "no bounds") + ")"
    }

    /// The interval: `4.90 to 5.81 s`, `≥ 4.90 s`, `≤ 5.81 s`; nil without any bound.
    static func bounds(of estimate: Estimate, _ unit: String) -> String? {
        switch (estimate.lower.isFinite, estimate.upper.isFinite) {
        case (true, true): interval(estimate.lower, estimate.upper, unit)
        case (true, false): "≥ " + value(estimate.lower, unit, rounding: .down)
        case (false, true): "≤ " + value(estimate.upper, unit, rounding: .up)
        case (false, false): nil
        }
    }

    /// A single value with its unit.
    static func value(
        _ value: Double, _ unit: String, rounding: Rounding = .nearest
    ) -> String {
        guard value.isFinite else { return "no value" }
        if let dimension = dimension(unit) {
            return FigureText.value(value, dimension, rounding: rounding)
        }
        return Decimals.significant(value, rounding: rounding) + " " + unit
    }

    private static func interval(_ lower: Double, _ upper: Double, _ unit: String) -> String {
        if let dimension = dimension(unit) { return FigureText.interval(lower, upper, dimension) }
        return Decimals.significant(lower, rounding: .down) + " to "
            + value(upper, unit, rounding: .up)
    }

    private static func dimension(_ unit: String) -> ObjectiveMetric.Dimension? {
        switch unit {
        case "s": .duration
        case "ratio": .ratio
        case "tok/s": .tokenRate
        case "": .count
        case "/s", "1/s": .eventRate
        default: nil
        }
    }
}
