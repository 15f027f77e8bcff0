/// Times of the clock, in UTC.
enum ClockText {
    /// `14:05`, or `14:05:30`.
    static func time(_ unixSeconds: Double, withSeconds: Bool) -> String {
        let second = Int(unixSeconds.rounded(.down)) % 86_400
        let parts = [second / 3600, second / 60 % 60] + (withSeconds ? [second % 60] : [])
        return parts.map(two).joined(separator: ":")
    }

    /// `2026-11-21 14:05`.
    ///
    /// - SeeAlso: Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    static func date(_ unixSeconds: Double) -> String {
        let days = Int((unixSeconds / 86_400).rounded(.down)) + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(two(month))-\(two(day)) " + time(unixSeconds, withSeconds: false)
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
