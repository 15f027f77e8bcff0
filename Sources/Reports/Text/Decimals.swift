/// Decimal numbers without a locale.
enum Decimals {
    /// A value as a whole number of ticks of 10^-`places`.
    ///
    /// - Parameters:
    ///   - ticks: A whole number below 10^15 in size.
    ///   - places: Digits behind the point, 0...15.
    /// - Returns: `1234` and 2 give `12.34`.
    static func fixed(ticks: Double, places: Int) -> String {
        let count = Int64(ticks)
        let digits = "\(count.magnitude)"
        let sign = count < 0 ? "-" : ""
        guard places > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// A finite value to so many places behind the point.
    static func fixed(_ value: Double, places: Int, rounding: Rounding = .nearest) -> String {
        guard value.isFinite, abs(value) < 1e14 else { return "\(value)" }
        return fixed(ticks: rounding.whole(value * power(places)), places: places)
    }

    /// A finite value to so many significant digits, without trailing zeros.
    static func significant(
        _ value: Double, digits: Int = 3, rounding: Rounding = .nearest
    ) -> String {
        guard value.isFinite, abs(value) < 1e14 else { return "\(value)" }
        return trimmed(
            fixed(value, places: places(value, digits: digits), rounding: rounding))
    }

    /// A whole number with its digits in groups of three from 10,000 on.
    static func grouped(_ count: Int) -> String {
        let digits = "\(count.magnitude)"
        guard digits.count > 4 else { return "\(count)" }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (count < 0 ? "-" : "") + text
    }

    /// The text without zeros at the end of its fraction.
    static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// The places behind the point that show so many significant digits of a value, 0...15.
    static func places(_ value: Double, digits: Int) -> Int {
        guard value != 0, value.isFinite else { return 0 }
        return min(max(digits - 1 - exponent(value), 0), 15)
    }

    /// The power of ten of a value's first digit.
    static func exponent(_ value: Double) -> Int {
        var exponent = 0
        var rest = abs(value)
        guard rest > 0, rest.isFinite else { return 0 }
        while rest >= 10 {
            rest /= 10
            exponent += 1
        }
        while rest < 1 {
            rest *= 10
            exponent -= 1
        }
        return exponent
    }

    /// 10^`exponent` for 0...18, exactly.
    static func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }
}
