import Foundation

/// Numbers in the sentences of findings: short, with their unit, the same on every machine.
enum ClueWords {
    /// Seconds with three digits: `0.092 s`, `7.6 ms`, `2 min 10 s`.
    static func seconds(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "unknown" : "unbounded" }
        let size = abs(value)
        if size >= 100 { return moment(value) }
        if size < 0.05, size > 0 { return number(value * 1000) + " ms" }
        return number(value) + " s"
    }

    /// A moment of the observation: `2 min 10 s`.
    static func moment(_ value: Double) -> String {
        guard value.isFinite else { return "unknown" }
        let whole = Int(abs(value).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        if whole < 60 { return "\(sign)\(whole) s" }
        if whole < 3600 {
            return "\(sign)\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s")
        }
        let minutes = whole / 60 % 60
        return "\(sign)\(whole / 3600) h" + (minutes == 0 ? "" : " \(minutes) min")
    }

    /// A share: `12 %`, `0.4 %`.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "unknown" }
        return number(share * 100, digits: share >= 0.1 ? 2 : 1) + " %"
    }

    /// A quotient: `1.53 times`.
    static func times(_ factor: Double) -> String {
        number(factor) + " times"
    }

    /// A count with its noun: `1 request`, `3 requests`.
    static func count(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)" + (count == 1 ? "" : "s")
    }

    /// A number to so many significant digits, without trailing zeros: `0.0926`, `1.5`, `12300`.
    static func number(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite else { return value.isNaN ? "unknown" : "unbounded" }
        guard value != 0 else { return "0" }
        let exponent = Int(log10(abs(value)).rounded(.down))
        let places = max(digits - 1 - exponent, 0)
        guard places <= 9, abs(value) < 1e15 else { return "\(value)" }
        let scale = pow(10, Double(places))
        let ticks = Int64((abs(value) * scale).rounded())
        guard places > 0 else { return (value < 0 ? "-" : "") + "\(ticks)" }
        let whole = ticks / Int64(scale)
        var fraction = "\(ticks % Int64(scale))"
        fraction = String(repeating: "0", count: places - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = value < 0 && ticks > 0 ? "-" : ""
        return sign + "\(whole)" + (fraction.isEmpty ? "" : "." + fraction)
    }
}
