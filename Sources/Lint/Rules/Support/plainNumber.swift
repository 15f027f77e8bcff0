/// A number as people write it: without an exponent or a fraction where it needs none.
func plainNumber(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
    // A product such as 95 * 0.01 has noise in its last digits.
    let rounded = (value * 1e9).rounded() / 1e9
    return "\(rounded)"
}
