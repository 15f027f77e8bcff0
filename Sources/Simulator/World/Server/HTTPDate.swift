/// Moments as HTTP headers show them (RFC 9110, section 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// 1970 began on a Thursday.
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func text(_ unixSeconds: Double) -> String {
        let time = UTCTime(unixSeconds: unixSeconds)
        let count = Int((unixSeconds / 86_400).rounded(.down))
        let day = days[((count % 7) + 7) % 7]
        let number = time.day < 10 ? "0\(time.day)" : "\(time.day)"
        return "\(day), \(number) \(months[time.month - 1]) \(time.year) \(time.clock) GMT"
    }
}
