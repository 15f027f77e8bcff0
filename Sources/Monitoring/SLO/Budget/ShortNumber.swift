import Readiness
import Signals

/// Numbers for people: four significant digits.
enum ShortNumber {
    /// A number.
    ///
    /// - Parameter value: The number; finite.
    /// - Returns: Such as `14.4` or `0.005`.
    static func text(_ value: Double) -> String { PromQLNumber.text(rounded(value)) }

    /// A share as a percentage.
    ///
    /// - Parameter share: The share; finite.
    /// - Returns: Such as `0.25 %`.
    static func percent(_ share: Double) -> String {
        PromQLNumber.text(rounded(share * 100)) + " %"
    }

    /// A span of time.
    ///
    /// - Parameter time: The time.
    /// - Returns: Such as `43 m 12 s`; days from two days on.
    static func time(_ time: Duration) -> String {
        guard time >= .seconds(172_800) else { return DurationText.rounded(time) }
        return PromQLNumber.text((time.inSeconds / 8640).rounded() / 10) + " d"
    }

    /// A limit.
    ///
    /// - Parameter seconds: The limit in seconds.
    /// - Returns: Such as `250 ms`, `28.76 s` or `1 m 40 s`.
    static func seconds(_ seconds: Double) -> String {
        DurationText.rounded(.seconds(seconds), digits: 4)
    }

    private static func rounded(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        var scale = 1.0
        while abs(value) * scale < 1000 { scale *= 10 }
        return (value * scale).rounded() / scale
    }
}
