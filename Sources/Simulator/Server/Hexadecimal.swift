/// Numbers as fixed-width lower-case hexadecimal text.
enum Hexadecimal {
    /// The lowest digits of a number.
    static func text(_ value: UInt64, digits: Int) -> String {
        let full = String(value, radix: 16)
        return String((String(repeating: "0", count: 16) + full).suffix(digits))
    }
}
