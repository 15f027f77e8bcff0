import Estimates
import Inference
import Readiness

/// Values of a metric with their unit, to three significant digits: `123 ms`, `12.3 tok/s`, `71 %`.
///
/// As with ``ShareText``, no figure is rounded across the limit it is compared with: 2.5004 s
/// beside a limit of 2.5 s is printed with as many digits as tell the two apart.
enum FigureText {
    private static let digitsMax = 9

    /// A value in base units.
    ///
    /// - Parameters:
    ///   - value: The value; must be finite to be shown as a number.
    ///   - dimension: What it counts.
    ///   - rounding: The direction.
    ///   - limit: The limit it is compared with, in the same unit.
    static func value(
        _ value: Double, _ dimension: ObjectiveMetric.Dimension, rounding: Rounding = .nearest,
        limit: Limit? = nil
    ) -> String {
        guard value.isFinite else { return "no value" }
        switch dimension {
        case .duration:
            return chosen(value, limit: limit) { seconds($0, digits: $1, rounding: rounding) }
        case .ratio:
            guard let limit else { return ShareText.figure(value, rounding: rounding) }
            return ShareText.point(value, limit: limit.value)
        case .tokenRate:
            return chosen(value, limit: limit) { number($0, digits: $1, rounding: rounding) }
                + " tok/s"
        case .count:
            if value == value.rounded(), abs(value) < 1e14 {
                return Decimals.grouped(Int(value))
            }
            return chosen(value, limit: limit) { number($0, digits: $1, rounding: rounding) }
        }
    }

    /// A time.
    static func time(_ time: Duration, rounding: Rounding = .nearest) -> String {
        rounded(time, digits: 3, rounding: rounding).text
    }

    /// Both ends of an interval with the unit said once where it is the same: `91 to 110 ms`.
    static func interval(
        _ lower: Double, _ upper: Double, _ dimension: ObjectiveMetric.Dimension
    ) -> String {
        let low = value(lower, dimension, rounding: .down)
        let high = value(upper, dimension, rounding: .up)
        let (lowWords, highWords) = (low.split(separator: " "), high.split(separator: " "))
        if dimension != .ratio, lowWords.count == 2, highWords.count == 2,
            lowWords[1] == highWords[1]
        {
            return "\(lowWords[0]) to \(high)"
        }
        return "\(low) to \(high)"
    }

    // MARK: - Rounding

    private typealias Shown = (text: String, value: Double)

    /// The shortest text whose value lies on the same side of the limit as the exact one.
    private static func chosen(
        _ value: Double, limit: Limit?, _ shown: (Double, Int) -> Shown
    ) -> String {
        guard let limit else { return shown(value, 3).text }
        for digits in 3...digitsMax {
            let candidate = shown(value, digits)
            if limit.contains(candidate.value) == limit.contains(value) { return candidate.text }
        }
        let side = value < limit.value ? "just under " : "just over "
        return side + shown(limit.value, digitsMax).text
    }

    private static func number(_ value: Double, digits: Int, rounding: Rounding) -> Shown {
        let text = Decimals.significant(value, digits: digits, rounding: rounding)
        return (text, Double(text) ?? value)
    }

    private static func seconds(_ value: Double, digits: Int, rounding: Rounding) -> Shown {
        // Longer than any run: the text is for people, and `Duration` has an end.
        guard abs(value) < 1e9 else { return ("\(value) s", value) }
        return rounded(.seconds(value), digits: digits, rounding: rounding)
    }

    /// Rounds in steps of a power of ten, from a minute on of a second.
    private static func rounded(_ time: Duration, digits: Int, rounding: Rounding) -> Shown {
        // A clock counts nanoseconds; what lies below is the conversion from a binary fraction.
        let nanosecond: Int128 = 1_000_000_000
        let exact = (time.attoseconds + (time < .zero ? -1 : 1) * nanosecond / 2) / nanosecond
        var step: Int128 = 1
        if exact.magnitude >= 60_000_000_000 {
            step = digits > 3 ? 1_000_000 : 1_000_000_000
        } else {
            let precision = UInt128(Decimals.power(digits))
            while exact.magnitude / step.magnitude >= precision { step *= 10 }
        }
        let (quotient, remainder) = exact.quotientAndRemainder(dividingBy: step)
        let steps: Int128 =
            switch rounding {
            case _ where remainder == 0: quotient
            case .nearest:
                remainder.magnitude * 2 >= step.magnitude
                    ? quotient + (exact < 0 ? -1 : 1) : quotient
            case .down: exact < 0 ? quotient - 1 : quotient
            case .up: exact < 0 ? quotient : quotient + 1
            }
        let kept = Duration(attoseconds: steps * step * nanosecond)
        return (DurationText.exact(kept), kept.seconds)
    }
}
