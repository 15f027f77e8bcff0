/// Events per time as people write them: `0.01/s`, `1/min`, `12/h`.
enum EventRateText {
    private static let units: [(spellings: Set<String>, seconds: Double)] = [
        (["/s", "/sec", "/second"], 1), (["/min", "/m", "/minute"], 60),
        (["/h", "/hour"], 3600),
    ]

    /// The seconds behind a unit.
    ///
    /// - Parameter unit: In lower case without spaces, such as `/min`.
    /// - Returns: `nil` when it is no unit of a rate.
    static func seconds(per unit: String) -> Double? {
        units.first { $0.spellings.contains(unit) }?.seconds
    }

    /// A rate in the unit it was written with, so that it reads back as the same number.
    ///
    /// - Parameters:
    ///   - perSecond: Events per second.
    ///   - unit: The unit as written; `/s` when it is none.
    /// - Returns: Such as `0.01/s`.
    static func text(_ perSecond: Double, unit: String) -> String {
        let seconds = self.seconds(per: unit) ?? 1
        let name = seconds == 1 ? "/s" : seconds == 60 ? "/min" : "/h"
        let value = perSecond * seconds
        return (FixedDecimal(shortest: value)?.text ?? "\(value)") + name
    }
}
