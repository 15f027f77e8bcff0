/// A decimal number kept exactly as it was written, to 18 places.
///
/// Profiles say `99.9%` and `150ms`; dividing a `Double` by 100 or by 1,000 would turn them into
/// neighbours of what was meant, and a canonical text would no longer parse back to the same
/// value. Here the shift is exact and only the last step rounds, once, to the nearest `Double`.
package struct FixedDecimal: Sendable, Hashable {
    /// Places behind the decimal point.
    package static let places = 18

    /// The value times 10^18.
    package let scaled: Int128

    /// A value given as a multiple of 10^-18.
    package init(scaled: Int128) {
        self.scaled = scaled
    }

    /// Reads `12`, `12.5`, `.5` or `-3`: ASCII digits, at most 15 before the point and 18 after it.
    ///
    /// - Returns: `nil` when the text is anything else (a sign alone, an exponent, a group
    ///   separator).
    package init?(_ text: some StringProtocol) {
        var whole = 0
        var fraction = 0
        var sawPoint = false
        var isNegative = false
        var value: Int128 = 0
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0:
                isNegative = true
            case UInt8(ascii: ".") where !sawPoint:
                sawPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value * 10 + Int128(byte - UInt8(ascii: "0"))
                if sawPoint { fraction += 1 } else { whole += 1 }
                guard whole <= 15, fraction <= Self.places else { return nil }
            default:
                return nil
            }
        }
        guard whole + fraction > 0, !sawPoint || fraction > 0 else { return nil }
        for _ in fraction..<Self.places { value *= 10 }
        scaled = isNegative ? -value : value
    }

    /// The decimal that a `Double` prints as, or `nil` when it needs more than 15 whole digits or
    /// 18 places.
    package init?(shortest double: Double) {
        let printed = "\(double)"
        guard let exponentMark = printed.firstIndex(of: "e") else {
            self.init(printed)
            return
        }
        guard
            let mantissa = FixedDecimal(printed[..<exponentMark]),
            let exponent = Int(printed[printed.index(after: exponentMark)...]),
            let shifted = mantissa.shifted(by: exponent)
        else { return nil }
        self = shifted
    }

    /// The value times 10^`power`; `nil` when places would be lost or the number grows past 15
    /// whole digits.
    package func shifted(by power: Int) -> FixedDecimal? {
        guard power >= -Self.places, power <= Self.places else { return nil }
        var result = scaled
        for _ in 0..<abs(power) {
            if power > 0 {
                let (product, overflow) = result.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                result = product
            } else {
                let (quotient, remainder) = result.quotientAndRemainder(dividingBy: 10)
                guard remainder == 0 else { return nil }
                result = quotient
            }
        }
        guard result.magnitude < Self.limit else { return nil }
        return FixedDecimal(scaled: result)
    }

    /// One minus this value.
    package var complement: FixedDecimal { FixedDecimal(scaled: Self.one - scaled) }

    /// Whether nothing stands behind the decimal point.
    package var isWhole: Bool { scaled % Self.one == 0 }

    /// The `Double` nearest to the value.
    package var double: Double {
        // The text is digits with at most one point, which `Double` always reads, correctly
        // rounded.
        Double(text) ?? 0
    }

    /// The shortest decimal text: no exponent, no trailing zeros.
    package var text: String {
        let (whole, fraction) = scaled.magnitude.quotientAndRemainder(
            dividingBy: Self.one.magnitude)
        let sign = scaled < 0 ? "-" : ""
        guard fraction > 0 else { return "\(sign)\(whole)" }
        let digits = "\(fraction)"
        var padded = String(repeating: "0", count: Self.places - digits.count) + digits
        while padded.hasSuffix("0") { padded.removeLast() }
        return "\(sign)\(whole).\(padded)"
    }

    private static let one: Int128 = 1_000_000_000_000_000_000
    private static let limit: UInt128 = one.magnitude * 1_000_000_000_000_000
}

extension FixedDecimal: Comparable {
    /// Orders by value.
    package static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
        left.scaled < right.scaled
    }
}
