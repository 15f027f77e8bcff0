/// Numbers of limits in words: no locale, two places at most.
package enum LimitText {
    /// A value: `16`, `71,439`, `8.72`.
    package static func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
        let hundredths = (value * 100).rounded()
        let whole = Int64((hundredths / 100).rounded(.towardZero))
        let rest = Int64(hundredths.magnitude) % 100
        let sign = hundredths < 0 && whole == 0 ? "-" : ""
        guard rest > 0 else { return sign + grouped(whole) }
        let digits = rest < 10 ? "0\(rest)" : "\(rest)"
        return sign + grouped(whole) + "." + (digits.hasSuffix("0") ? "\(rest / 10)" : digits)
    }

    /// A ratio in per cent, to a whole number.
    package static func percent(_ ratio: Double) -> String {
        guard ratio.isFinite else { return "\(ratio)" }
        return number((ratio * 100).rounded()) + " %"
    }

    private static func grouped(_ value: Int64) -> String {
        let digits = "\(value.magnitude)"
        guard digits.count > 4 else { return "\(value)" }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + text
    }
}
