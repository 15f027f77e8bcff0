/// Times as HTTP writes them: `Sat, 21 Nov 2026 02:47:16 GMT` (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// The text of a time in Unix seconds.
    static func text(unixSeconds: Double) -> String {
        let time = UTCTime(unixSeconds: unixSeconds)
        let days = Int((unixSeconds / 86_400).rounded(.down))
        // 1 January 1970 was a Thursday.
        let weekday = weekdays[((days % 7) + 7 + 4) % 7]
        let date = time.iso.prefix { $0 != "T" }.split(separator: "-")
        guard date.count == 3, let month = Int(date[1]) else { return "" }
        return "\(weekday), \(date[2]) \(months[month - 1]) \(date[0]) \(time.clock) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
