/// A moment as calendar and clock show it in UTC.
struct UTCTime: Equatable {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int

    /// Splits a moment.
    ///
    /// The day is found by the method of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    ///
    /// - Parameter unixSeconds: Seconds since 1970, without leap seconds.
    init(unixSeconds: Double) {
        let seconds = Int(unixSeconds.rounded(.down))
        let inDay = ((seconds % 86_400) + 86_400) % 86_400
        let days = (seconds - inDay) / 86_400 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = inDay / 3600
        minute = inDay / 60 % 60
        second = inDay % 60
    }

    /// `2026-11-21T02:47:16Z`.
    var iso: String {
        "\(Self.padded(year, 4))-\(date)T\(clock)Z"
    }

    /// `11-21`.
    var date: String {
        "\(Self.padded(month))-\(Self.padded(day))"
    }

    /// `02:47:16`.
    var clock: String {
        [hour, minute, second].map { Self.padded($0) }.joined(separator: ":")
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
