extension Duration {
    /// The duration in seconds, as a double.
    package var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }

    /// The duration in whole nanoseconds, rounded towards zero.
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// The duration as seconds with at most three decimals, such as `0.25 s`.
    var secondsText: String {
        let thousandths = (seconds * 1000).rounded() / 1000
        let text = "\(thousandths)"
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " s"
    }
}
