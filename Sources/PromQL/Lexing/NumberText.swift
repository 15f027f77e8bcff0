/// Numbers as queries spell them.
enum NumberText {
    /// The value of a number's text, nil when it is none.
    ///
    /// As in Prometheus, a whole number with a leading zero is octal where its digits allow it and it
    /// fits 64 bits, and decimal otherwise: `010` is 8, `08` is 8, `010.0` is 10.
    static func value(of text: String) -> Double? {
        switch text.lowercased() {
        case "inf": return .infinity
        case "nan": return .nan
        default: break
        }
        let bytes = Array(text.utf8)
        if bytes.count >= 2, bytes[0] == UInt8(ascii: "0"), bytes[1] | 0x20 == UInt8(ascii: "x") {
            return Int64(text.dropFirst(2), radix: 16).map(Double.init)
        }
        if bytes.count >= 2, bytes[0] == UInt8(ascii: "0"),
            let octal = Int64(text.dropFirst(), radix: 8)
        {
            return Double(octal)
        }
        guard let last = bytes.last, last.isDigit || last == UInt8(ascii: "."),
            let value = Double(text), value.isFinite
        else { return nil }
        return value
    }

    /// The shortest text that reads as a value; signs stand in front.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        if value == value.rounded(), value.magnitude < 0x1p53, value != 0 || value.sign == .plus {
            return String(Int64(value))
        }
        return value == 0 ? "-0" : value.description
    }
}
