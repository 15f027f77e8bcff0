package import Foundation

/// The wall-clock times of probe records: RFC 3339 in UTC with milliseconds.
///
/// | text | read as |
/// |---|---|
/// | `2026-11-21T03:15:00.250Z` | itself; the form that is written |
/// | `2026-11-21T04:15:00.250123456+01:00` | the same moment; what is finer than a double is lost |
/// | `2026-11-21 03:15:00` | UTC: a time without an offset, as Python writes it |
package enum ProbeTimestamp {
    /// The text of a moment, rounded to the nearest millisecond.
    ///
    /// - Parameter date: The moment; those outside the years 1 to 9999 are moved to their ends.
    /// - Returns: 24 characters, such as `2026-11-21T03:15:00.250Z`.
    package static func text(_ date: Date) -> String {
        let seconds = min(max(date.timeIntervalSince1970, earliest), latest)
        let milliseconds = Int((seconds * 1000).rounded())
        let (day, ofDay) = floorDivided(milliseconds, by: 86_400_000)
        let (year, month, dayOfMonth) = civil(day)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        func append(_ value: Int, digits: Int, then separator: StaticString) {
            var divisor = digits == 4 ? 1000 : digits == 3 ? 100 : 10
            while divisor > 0 {
                text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
                divisor /= 10
            }
            separator.withUTF8Buffer { text.append(contentsOf: $0) }
        }
        append(year, digits: 4, then: "-")
        append(month, digits: 2, then: "-")
        append(dayOfMonth, digits: 2, then: "T")
        append(ofDay / 3_600_000, digits: 2, then: ":")
        append(ofDay / 60_000 % 60, digits: 2, then: ":")
        append(ofDay / 1000 % 60, digits: 2, then: ".")
        append(ofDay % 1000, digits: 3, then: "Z")
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a moment.
    ///
    /// - Parameter text: RFC 3339, with `T` or a blank between date and time, with or without a
    ///   fraction, with or without an offset.
    /// - Returns: `nil` when it is not such a text or no such moment exists.
    package static func date(_ text: String) -> Date? {
        var rest = Array(text.utf8)[...]
        func number(_ digits: Int) -> Int? {
            guard rest.count >= digits, rest.prefix(digits).allSatisfy(isDigit) else { return nil }
            defer { rest = rest.dropFirst(digits) }
            return rest.prefix(digits).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        func skip(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard let year = number(4), skip("-"), let month = number(2), skip("-"),
            let dayOfMonth = number(2), skip("Tt "), let hour = number(2), skip(":"),
            let minute = number(2), skip(":"), let second = number(2), year >= 1,
            (1...12).contains(month), (1...daysIn(month, of: year)).contains(dayOfMonth),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        var fraction = 0.0
        if skip(".,") {
            let digits = rest.prefix(while: isDigit)
            guard !digits.isEmpty,
                let value = Double("0." + String(decoding: digits, as: UTF8.self))
            else { return nil }
            fraction = value
            rest = rest.dropFirst(digits.count)
        }
        var offsetMinutes = 0
        if !rest.isEmpty, !skip("Zz") {
            let isBehind = rest.first == UInt8(ascii: "-")
            guard skip("+-"), let hours = number(2), hours < 24 else { return nil }
            _ = skip(":")
            guard let minutes = rest.isEmpty ? 0 : number(2), minutes < 60 else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (isBehind ? -1 : 1)
        }
        guard rest.isEmpty else { return nil }
        let seconds =
            days(year, month, dayOfMonth) * 86_400 + hour * 3600 + (minute - offsetMinutes) * 60
            + second
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    // MARK: - The calendar

    private static let earliest = Double(days(1, 1, 1)) * 86_400
    private static let latest = Double(days(9999, 12, 31)) * 86_400 + 86_399.999

    /// Days since 1970-01-01 in the Gregorian calendar.
    ///
    /// - SeeAlso: Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // The year begins in March, so that the leap day is its last.
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floorDivided(shifted, by: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date of a day since 1970-01-01.
    ///
    /// - SeeAlso: Hinnant, `civil_from_days`.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = floorDivided(day + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func daysIn(_ month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func floorDivided(_ value: Int, by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
