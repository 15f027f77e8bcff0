/// Numbers as PromQL and tables write them.
package enum PromQLNumber {
    /// The shortest text that reads back as the same number, without a needless `.0`.
    package static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
