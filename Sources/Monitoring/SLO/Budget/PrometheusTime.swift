/// Spans of time as Prometheus writes them: `5m`, `30d`, `4w`.
package enum PrometheusTime {
    private static let units: [(name: String, seconds: Int64)] = [
        ("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
    ]

    /// Reads a span of one unit.
    ///
    /// - Parameter text: A whole number above zero and one of `w`, `d`, `h`, `m`, `s`.
    /// - Returns: nil for anything else, and for more than a thousand years.
    package static func parse(_ text: String) -> Duration? {
        guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return nil }
        let digits = text.dropLast(unit.name.count)
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int64(digits),
            count > 0, count <= 31_536_000_000 / unit.seconds
        else { return nil }
        return .seconds(count * unit.seconds)
    }

    /// The span in the largest unit that divides it, weeks aside: `28d`, `90m`.
    ///
    /// - Parameter time: Whole seconds above zero; a fraction is cut off.
    /// - Returns: Such as `5m`.
    package static func text(_ time: Duration) -> String {
        let seconds = time.components.seconds
        let unit = units.dropFirst().first { seconds % $0.seconds == 0 } ?? ("s", 1)
        return "\(seconds / unit.seconds)\(unit.name)"
    }
}

extension Duration {
    /// The span in seconds, for formulas.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
