/// Numbers in the sentences of findings.
enum ServerWords {
    /// `12 ms`, `0.85 s`, `41 s`.
    static func seconds(_ value: Double) -> String {
        guard value.isFinite else { return "unknown" }
        let size = abs(value)
        if size < 0.0095 { return rounded(value * 1000, places: 1) + " ms" }
        if size < 0.3 { return rounded(value * 1000, places: 0) + " ms" }
        if size < 10 { return rounded(value, places: 2) + " s" }
        return rounded(value, places: 0) + " s"
    }

    /// `42 %`, `0.3 %`.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "unknown" }
        let value = share * 100
        return rounded(value, places: abs(value) < 9.5 ? 1 : 0) + " %"
    }

    /// `3`, `2.5`, `1200`.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "unknown" }
        return rounded(value, places: abs(value) < 100 ? 1 : 0)
    }

    /// `1 request`, `3 requests`.
    static func count(_ value: Double, _ one: String, _ many: String? = nil) -> String {
        number(value) + " " + (number(value) == "1" ? one : many ?? one + "s")
    }

    private static func rounded(_ value: Double, places: Int) -> String {
        guard abs(value) < 1e15 else { return "\(value)" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * scale).rounded()
        if places == 0 || scaled.truncatingRemainder(dividingBy: scale) == 0 {
            return "\(Int((scaled / scale).rounded()))"
        }
        return "\(scaled / scale)"
    }
}
