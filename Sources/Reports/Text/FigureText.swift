import Estimates
import Inference
import Readiness

/// Values of a metric with their unit, to three significant digits: `123 ms`, `20.0 ms`,
/// `12.3 tok/s`, `71 %`; from a minute on to whole seconds, `1 m 30 s`.
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
    /// - Returns: The value with its unit; `no value` for one that is not finite.
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
        case .eventRate:
            return chosen(value, limit: limit) { number($0, digits: $1, rounding: rounding) }
                + "/s"
        case .count:
            if value == value.rounded(), abs(value) < 1e14 {
                return Decimals.grouped(Int(value))
            }
            return chosen(value, limit: limit) { number($0, digits: $1, rounding: rounding) }
        }
    }

    /// A time on an axis: as few digits as it needs.
    static func tick(seconds value: Double) -> String {
        guard abs(value) < 1e9 else { return "\(value) s" }
        let nanoseconds = Int128((value * 1e9).rounded())
        let exact = Duration(attoseconds: nanoseconds * attosecondsPerNanosecond)
        return DurationText.exact(exact).replacing("us", with: "µs")
    }

    /// A measured time.
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
        let places = Decimals.places(value, digits: digits)
        let text = Decimals.fixed(value, places: places, rounding: rounding)
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
        let half = attosecondsPerNanosecond / 2
        let exact = (time.attoseconds + (time < .zero ? -half : half)) / attosecondsPerNanosecond
        var step: Int128 = 1
        if exact.magnitude >= nanosecondsPerMinute {
            step = digits > 3 ? 1_000_000 : 1_000_000_000
        } else {
            let precision = UInt128(Decimals.power(digits))
            while exact.magnitude / step.magnitude >= precision { step *= 10 }
        }
        let (quotient, remainder) = exact.quotientAndRemainder(dividingBy: step)
        let away: Int128 = exact < 0 ? quotient - 1 : quotient + 1
        let steps: Int128 =
            switch rounding {
            case _ where remainder == 0: quotient
            case .nearest: remainder.magnitude * 2 >= step.magnitude ? away : quotient
            case .down: exact < 0 ? away : quotient
            case .up: exact < 0 ? quotient : away
            }
        let nanoseconds = steps * step
        let kept = Duration(attoseconds: nanoseconds * attosecondsPerNanosecond)
        return (text(nanoseconds: nanoseconds, digits: digits), kept.seconds)
    }

    /// Nanoseconds in the unit that leaves one to three digits before the point, with all the
    /// digits asked for: `20.0 ms` and `20.4 ms` are equally precise and look it.
    private static func text(nanoseconds: Int128, digits: Int) -> String {
        if nanoseconds.magnitude >= nanosecondsPerMinute {
            return DurationText.exact(
                Duration(attoseconds: nanoseconds * attosecondsPerNanosecond))
        }
        if nanoseconds == 0 { return "0 s" }
        let units: [(name: String, size: UInt128, placesMax: Int)] = [
            ("s", 1_000_000_000, 9), ("ms", 1_000_000, 6), ("µs", 1_000, 3), ("ns", 1, 0),
        ]
        let unit = units.first { nanoseconds.magnitude >= $0.size } ?? units[3]
        let whole = "\(nanoseconds.magnitude / unit.size)".count
        let places = min(max(digits - whole, 0), unit.placesMax)
        let ticks = Double(nanoseconds) / Double(unit.size) * Decimals.power(places)
        return Decimals.fixed(ticks: ticks.rounded(), places: places) + " \(unit.name)"
    }

    private static let attosecondsPerNanosecond: Int128 = 1_000_000_000
    private static let nanosecondsPerMinute: UInt128 = 60_000_000_000
}
