/// Reads the `Retry-After` header (RFC 9110, section 10.2.3): seconds, or an HTTP date.
enum RetryAfter {
    /// The delay that a header asks for.
    ///
    /// - Parameters:
    ///   - value: The header's value.
    ///   - now: The present, in seconds since 1970, for dates.
    /// - Returns: The delay, not negative and at most a year; `nil` when the value is neither form.
    static func parse(_ value: String, nowUnixSeconds now: Int) -> Duration? {
        let text = value.drop(while: \.isWhitespace)
        if let seconds = plainSeconds(text) {
            return .seconds(min(seconds, Double(secondsMax)))
        }
        guard let date = HTTPDate.unixSeconds(text) else { return nil }
        return .seconds(min(max(0, date - now), secondsMax))
    }

    /// No server means more than a year; a cap keeps later arithmetic from overflowing.
    private static let secondsMax = 366 * 86_400

    /// Reads digits, with a decimal fraction where a server is generous.
    private static func plainSeconds(_ text: Substring) -> Double? {
        let isPlain = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".")
        }
        guard isPlain, let seconds = Double(text), seconds.isFinite else { return nil }
        return seconds
    }
}
