/// Whether a value agrees with a printed one: the printed digits are what rounding it gives.
func agrees(_ value: Double, withPrinted printed: Double, digits: Int) -> Bool {
    var unit = 1.0
    for _ in 0..<digits { unit /= 10 }
    return abs(value - printed) <= unit / 2 + 1e-12
}

/// Whether two values are equal up to a relative tolerance.
func isClose(_ value: Double, _ expected: Double, relative tolerance: Double) -> Bool {
    abs(value - expected) <= tolerance * max(abs(expected), 1e-300)
}
