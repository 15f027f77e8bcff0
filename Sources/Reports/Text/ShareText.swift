/// Shares as percentages for people: the one place that rounds them.
///
/// - Two significant digits of the share or of what is missing to the whole, whichever is smaller:
///   `64 %`, `95.3 %`, `99.88 %`, `0.12 %`. Nothing is printed as 100 % or 0 % that a digit can
///   tell from it.
/// - Bounds are rounded away from their interval, see ``Rounding``.
/// - **No figure is rounded onto or across the limit it is compared with.** A bound of 94.96 %
///   beside "95 % are needed" is printed `94.96 %`, never `95.0 %`. A bound so near that six places
///   do not tell it from the limit is named by the limit: `less than 95 %`.
enum ShareText {
    /// The most places behind the point.
    private static let placesMax = 6

    /// A share by itself.
    static func figure(_ ratio: Double, rounding: Rounding = .nearest) -> String {
        text(ratio, rounding: rounding) { _ in true } ?? "\(ratio * 100) %"
    }

    /// A bound from above: `at most 94 %`.
    ///
    /// - Parameters:
    ///   - ratio: The bound.
    ///   - limit: What it is compared with; `nil` for a bound by itself.
    ///   - isBelow: Whether the evidence puts the bound below the limit, which itself is excluded.
    /// - Returns: The bound in words, rounded up, or the limit where no figure tells them apart.
    static func atMost(_ ratio: Double, limit: Double?, isBelow: Bool) -> String {
        guard let limit else { return "at most " + figure(ratio, rounding: .up) }
        let shown = text(ratio, rounding: .up) { isBelow ? $0 < limit : $0 <= limit }
        if let shown { return "at most " + shown }
        return (isBelow ? "less than " : "at most ") + exact(limit)
    }

    /// A bound from below: `at least 95.3 %`.
    ///
    /// - Parameters:
    ///   - ratio: The bound.
    ///   - limit: What it is compared with; `nil` for a bound by itself.
    ///   - isAbove: Whether the evidence puts the bound above the limit, which itself is excluded.
    /// - Returns: The bound in words, rounded down, or the limit where no figure tells them apart.
    static func atLeast(_ ratio: Double, limit: Double?, isAbove: Bool) -> String {
        guard let limit else { return "at least " + figure(ratio, rounding: .down) }
        let shown = text(ratio, rounding: .down) { isAbove ? $0 > limit : $0 >= limit }
        if let shown { return "at least " + shown }
        return (isAbove ? "more than " : "at least ") + exact(limit)
    }

    /// A point beside a limit: rounded to the nearest figure that lies on its own side.
    static func point(_ ratio: Double, limit: Double) -> String {
        let shown = text(ratio, rounding: .nearest) {
            $0 == limit ? abs(ratio - limit) < 1e-12 : ($0 < limit) == (ratio < limit)
        }
        return shown ?? (ratio < limit ? "just under " : "just over ") + exact(limit)
    }

    /// Both ends of an interval: `64 % to 98 %`.
    static func interval(_ lower: Double, _ upper: Double) -> String {
        "\(figure(lower, rounding: .down)) to \(figure(upper, rounding: .up))"
    }

    /// A limit as it was written: `95 %`, `99.9 %`.
    static func exact(_ ratio: Double) -> String {
        let shown = Decimals.fixed(ratio * 100, places: 9)
        return Decimals.trimmed(shown) + " %"
    }

    /// The text with the fewest places, from the usual number on, that is acceptable.
    private static func text(
        _ ratio: Double, rounding: Rounding, acceptable: (Double) -> Bool
    ) -> String? {
        guard ratio.isFinite, abs(ratio) < 1e6 else { return nil }
        for places in usualPlaces(ratio)...placesMax {
            let scale = Decimals.power(places)
            let ticks = rounding.whole(ratio * 100 * scale)
            if acceptable(ticks / (100 * scale)) {
                return Decimals.fixed(ticks: ticks, places: places) + " %"
            }
        }
        return nil
    }

    private static func usualPlaces(_ ratio: Double) -> Int {
        let smaller = min(abs(ratio), abs(1 - ratio)) * 100
        guard smaller > 1e-7 else { return 0 }
        return min(Decimals.places(smaller, digits: 2), placesMax)
    }
}
