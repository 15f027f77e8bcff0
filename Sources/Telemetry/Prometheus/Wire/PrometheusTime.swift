/// Times and durations in the texts that the API reads.
enum PrometheusTime {
    /// Seconds since the Unix epoch as a decimal number that reads back as the same 64-bit float.
    ///
    /// - Throws: `PrometheusError.invalidTime` for what is not finite, or too far away for servers
    ///   that count in milliseconds.
    static func text(unixSeconds: Double) throws(PrometheusError) -> String {
        guard unixSeconds.isFinite, abs(unixSeconds) < 9e12 else {
            throw .invalidTime("the time \(unixSeconds) is no time that a server can be asked for")
        }
        let text = unixSeconds.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A positive duration as a decimal number of seconds, to the nanosecond.
    static func text(seconds duration: Duration) throws(PrometheusError) -> String {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = attoseconds / 1_000_000_000
        guard seconds > 0 || nanoseconds > 0 else {
            throw .invalidTime("a step or time limit of \(duration) is not positive")
        }
        guard nanoseconds > 0 else { return "\(seconds)" }
        let digits = String(nanoseconds)
        var fraction = String(repeating: "0", count: 9 - digits.count) + digits
        while fraction.last == "0" { fraction.removeLast() }
        return "\(seconds).\(fraction)"
    }
}
