/// Durations as people write and read them: `500ms`, `1.5s`, `1m30s`.
///
/// | text | value | ``compact(_:)`` | ``exact(_:)`` |
/// |---|---|---|---|
/// | `500ms` | 0.5 s | `500ms` | `500 ms` |
/// | `1.5 s` | 1.5 s | `1.5s` | `1.5 s` |
/// | `90s` | 90 s | `1m30s` | `1 m 30 s` |
/// | `250us`, `250µs` | 0.00025 s | `250us` | `250 us` |
///
/// Units are `h`, `m`, `s`, `ms`, `us` and `ns` in falling order; a number without one is refused,
/// because nobody can tell 30 seconds from 30 milliseconds. No locale is involved.
package enum DurationText {
    /// The longest duration that is read: 366 days.
    package static let longest = Duration.seconds(366 * 86_400)

    /// Reads a duration.
    ///
    /// Spaces between numbers and units are free and case does not matter.
    ///
    /// - Throws: ``DurationTextError`` for an empty text, a missing or unknown unit, units out of
    ///   order, a negative or unreadable number, or more than ``longest``.
    package static func parse(_ text: String) throws(DurationTextError) -> Duration {
        let compacted = text.lowercased().filter { !$0.isWhitespace }
        guard !compacted.isEmpty else { throw .empty }
        guard !compacted.hasPrefix("-") else { throw .negative(text) }
        var rest = Substring(compacted)
        var total: Int128 = 0
        var smallest = Int128.max
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let unitText = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
            rest = rest.dropFirst(unitText.count)
            guard let value = FixedDecimal(number) else { throw .notADuration(text) }
            guard !unitText.isEmpty else { throw .missingUnit(text, number: String(number)) }
            guard let unit = attosecondsPerUnit[String(unitText)] else {
                throw .unknownUnit(text, unit: String(unitText))
            }
            guard unit < smallest else { throw .unitsOutOfOrder(text) }
            smallest = unit
            guard let part = attoseconds(value, unit: unit) else { throw .tooFine(text) }
            total += part
            guard total <= longest.attoseconds else { throw .tooLong(text) }
        }
        return Duration(attoseconds: total)
    }

    /// The exact value without spaces, as a flag or a profile takes it: `1m30s`.
    package static func compact(_ duration: Duration) -> String {
        parts(duration).map { "\($0.number)\($0.unit)" }.joined()
    }

    /// The exact value for reading: `1 m 30 s`.
    package static func exact(_ duration: Duration) -> String {
        parts(duration).map { "\($0.number) \($0.unit)" }.joined(separator: " ")
    }

    /// The value rounded half up to `digits` significant digits: `123 ms`, `1.23 s`; from one
    /// minute on to whole seconds, `1 m 30 s`.
    package static func rounded(_ duration: Duration, digits: Int = 3) -> String {
        let magnitude = duration.attoseconds.magnitude
        let minute = Duration.seconds(60).attoseconds.magnitude
        var step: UInt128 = 1
        if magnitude >= minute {
            step = Duration.seconds(1).attoseconds.magnitude
        } else {
            let precision = power(of: 10, max(1, digits))
            while magnitude / step >= precision { step *= 10 }
        }
        let kept = Int128((magnitude + step / 2) / step * step)
        return exact(Duration(attoseconds: duration < .zero ? -kept : kept))
    }

    /// The value in seconds with a fixed number of places, rounded half up: `0.12 s`.
    package static func seconds(_ duration: Duration, places: Int = 2) -> String {
        let kept = min(max(places, 0), 9)
        let step = Duration.seconds(1).attoseconds.magnitude / power(of: 10, kept)
        let steps = (duration.attoseconds.magnitude + step / 2) / step
        let (whole, fraction) = steps.quotientAndRemainder(dividingBy: power(of: 10, kept))
        let sign = duration < .zero && steps > 0 ? "-" : ""
        guard kept > 0 else { return "\(sign)\(whole) s" }
        let digits = "\(fraction)"
        return "\(sign)\(whole)." + String(repeating: "0", count: kept - digits.count)
            + "\(digits) s"
    }

    // MARK: - Units

    private static let second: Int128 = 1_000_000_000_000_000_000

    private static let attosecondsPerUnit: [String: Int128] = [
        "h": second * 3_600,
        "m": second * 60, "min": second * 60,
        "s": second, "sec": second,
        "ms": second / 1_000,
        // Three spellings of "micro": ASCII, the micro sign and the Greek letter it looks like.
        "us": second / 1_000_000, "\u{B5}s": second / 1_000_000, "\u{3BC}s": second / 1_000_000,
        "ns": second / 1_000_000_000,
    ]

    private static func attoseconds(_ value: FixedDecimal, unit: Int128) -> Int128? {
        // The whole part can be large and the fraction fine, so they are multiplied apart; both
        // products stay below 10^38.
        let (whole, fraction) = value.scaled.quotientAndRemainder(dividingBy: second)
        let (scaledFraction, remainder) = (fraction * (unit / 1_000_000_000)).quotientAndRemainder(
            dividingBy: 1_000_000_000)
        guard remainder == 0 else { return nil }
        return whole * unit + scaledFraction
    }

    private static func parts(_ duration: Duration) -> [(number: String, unit: String)] {
        let magnitude = Int128(duration.attoseconds.magnitude)
        guard magnitude > 0 else { return [("0", "s")] }
        var parts: [(number: String, unit: String)] = []
        var rest = magnitude
        if magnitude >= second * 60 {
            for (unit, size) in [("h", second * 3_600), ("m", second * 60)] where rest >= size {
                parts.append(("\(rest / size)", unit))
                rest %= size
            }
        }
        if rest > 0 {
            let scales: [(unit: String, size: Int128)] = [
                ("s", second), ("ms", second / 1_000), ("us", second / 1_000_000),
            ]
            let scale =
                parts.isEmpty
                ? scales.first { rest >= $0.size } ?? ("ns", second / 1_000_000_000) : scales[0]
            let inUnit = FixedDecimal(scaled: rest * (second / scale.size))
            parts.append((inUnit.text, scale.unit))
        }
        if duration < .zero { parts[0].number = "-" + parts[0].number }
        return parts
    }

    private static func power(of base: UInt128, _ exponent: Int) -> UInt128 {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }
}
