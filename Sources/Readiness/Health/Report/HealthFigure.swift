package import Estimates

/// Numbers of a health report as text: three significant digits with their unit.
package enum HealthFigure {
    /// A single value: `250 ms`, `12.5 %`, `31.4 tok/s`.
    package static func text(_ value: Double, _ unit: HealthUnit) -> String {
        guard value.isFinite else { return value.isNaN ? "no value" : "no bound" }
        switch unit {
        case .seconds:
            guard abs(value) < 1e9 else { return significant(value) + " s" }
            return value == 0 ? "0 s" : DurationText.rounded(.seconds(value))
        case .ratio: return significant(value * 100) + " %"
        case .hertz:
            return abs(value) >= 1e6
                ? significant(value / 1e6) + " MHz" : significant(value) + " Hz"
        default:
            return unit.symbol.isEmpty
                ? significant(value) : significant(value) + " " + unit.symbol
        }
    }

    /// An estimate: its value where it is exact, its interval where it is not.
    package static func text(_ estimate: Estimate, _ unit: HealthUnit) -> String {
        if estimate.lower == estimate.upper { return text(estimate.point, unit) }
        let isBoundless = estimate.lower == -.infinity || (estimate.lower == 0 && unit == .seconds)
        switch (isBoundless, estimate.upper == .infinity) {
        case (true, true): return "no value"
        case (true, false): return "at most " + text(estimate.upper, unit)
        case (false, true): return "over " + text(estimate.lower, unit)
        case (false, false):
            return interval(text(estimate.lower, unit), text(estimate.upper, unit))
        }
    }

    /// Both ends, with the unit said once where it is the same: `2.5 to 5 s`.
    private static func interval(_ lower: String, _ upper: String) -> String {
        let (low, high) = (lower.split(separator: " "), upper.split(separator: " "))
        guard low.count == 2, high.count == 2, low[1] == high[1] else {
            return "\(lower) to \(upper)"
        }
        return "\(low[0]) to \(upper)"
    }

    /// A finite number to three significant digits, whole ones whole, without trailing zeros.
    static func significant(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        if value == value.rounded() { return "\(Int64(value))" }
        var places = 2
        var rest = abs(value)
        while rest >= 10, places > 0 {
            rest /= 10
            places -= 1
        }
        while rest < 1, places < 9 {
            rest *= 10
            places += 1
        }
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        let ticks = Int64((abs(value) * scale).rounded())
        let sign = value < 0 && ticks > 0 ? "-" : ""
        guard places > 0 else { return sign + "\(ticks)" }
        let digits = "\(ticks)"
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = String(padded.suffix(places))
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let whole = String(padded.dropLast(places))
        return sign + (fraction.isEmpty ? whole : whole + "." + fraction)
    }
}
