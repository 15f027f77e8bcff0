/// Durations as queries spell them: `1h30m`.
package enum DurationText {
    /// Why a text is no duration.
    package enum Failure: Error {
        /// Units that are unknown, twice there or out of order.
        case malformed
        /// Nothing, in whichever unit.
        case zero
        /// More than 64 bits of nanoseconds, about 292 years.
        case tooLong
    }

    private static let units: [(name: String, milliseconds: Int64)] = [
        ("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000),
        ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    private static let longestMilliseconds = Int64.max / 1_000_000

    /// Reads a duration: numbers with units, the greatest unit first, each unit at most once.
    package static func duration(of text: String) throws(Failure) -> Duration {
        var rest = text.utf8[...]
        var total: Int64 = 0
        var remainingUnits = units[...]
        var tooLong = false
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isDigit }
            rest = rest[digits.endIndex...]
            let name = rest.prefix { $0.isLetter }
            rest = rest[name.endIndex...]
            let unit = remainingUnits.firstIndex { $0.name == String(Substring(name)) }
            guard let unit, !digits.isEmpty else { throw .malformed }
            let factor = units[unit].milliseconds
            remainingUnits = units[(unit + 1)...]
            let (part, partOverflows) = (Int64(Substring(digits)) ?? .max)
                .multipliedReportingOverflow(by: factor)
            let (sum, sumOverflows) = total.addingReportingOverflow(part)
            tooLong = tooLong || partOverflows || sumOverflows || sum > longestMilliseconds
            total = tooLong ? 0 : sum
        }
        if tooLong { throw .tooLong }
        if total == 0 { throw .zero }
        return .milliseconds(total)
    }

    /// The canonical text: whole years or weeks alone, else days and smaller.
    ///
    /// Parts below a millisecond are cut off, since no query can say them.
    static func text(of duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        var rest = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        guard rest != 0 else { return "0s" }
        var text = rest < 0 ? "-" : ""
        rest = rest.magnitude > Int64.max ? Int64.max : abs(rest)
        for unit in units {
            let isCoarse = unit.name == "y" || unit.name == "w"
            guard rest >= unit.milliseconds, !isCoarse || rest % unit.milliseconds == 0 else {
                continue
            }
            text += "\(rest / unit.milliseconds)\(unit.name)"
            rest %= unit.milliseconds
        }
        return text
    }
}
