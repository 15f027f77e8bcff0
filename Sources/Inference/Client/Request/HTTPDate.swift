/// Reads the date of an HTTP header (RFC 9110, section 5.6.7), by hand: it is read for every request.
package enum HTTPDate {
    /// Reads the preferred form of an HTTP date, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///
    /// - Parameter text: The header's value, without blanks before it.
    /// - Returns: Seconds since 1970; `nil` for the two obsolete forms and everything else.
    package static func unixSeconds(_ text: Substring) -> Int? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]),
            let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
            (0...60).contains(clock[2]), (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        // Days since 1970 by the civil calendar; years begin in March so that leap days come last.
        let shiftedYear = month < 2 ? year - 1 : year
        let shiftedMonth = (month + 10) % 12
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
