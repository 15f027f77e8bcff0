/// The shortest decimal digits that read back as a given finite number, and where the point goes.
///
/// The number is `0.d1d2d3... * 10^pointPosition`. The digits come from the standard library's
/// `description`, which promises them; only its layout differs from the exporters'.
struct ShortestDecimal {
    /// ASCII digits without leading or trailing zeros; a single `0` for zero.
    private(set) var digits: [UInt8] = []
    /// The number of digits before the decimal point; negative for leading zeros after it.
    private(set) var pointPosition = 0

    /// - Parameter magnitude: a finite number that is not negative.
    init(_ magnitude: Double) {
        var seenPoint = false
        var exponent = 0
        var exponentSign = 1
        var inExponent = false
        for byte in magnitude.description.utf8 {
            switch byte {
            case UInt8(ascii: "."): seenPoint = true
            case UInt8(ascii: "e"): inExponent = true
            case UInt8(ascii: "-"): exponentSign = -1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if inExponent {
                    exponent = exponent * 10 + Int(byte - UInt8(ascii: "0"))
                } else if digits.isEmpty, byte == UInt8(ascii: "0") {
                    if seenPoint { pointPosition -= 1 }
                } else {
                    digits.append(byte)
                    if !seenPoint { pointPosition += 1 }
                }
            default: break
            }
        }
        pointPosition += exponent * exponentSign
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty {
            digits = [UInt8(ascii: "0")]
            pointPosition = 1
        }
    }

    /// Writes `d.ddd`, or `d` when there is one digit.
    func writeMantissa(into output: inout [UInt8]) {
        output.append(digits[0])
        if digits.count > 1 {
            output.append(UInt8(ascii: "."))
            output.append(contentsOf: digits[1...])
        }
    }

    /// Writes `d.ddde+XX` with a sign and at least two digits of exponent, as Python and Go do.
    func writeScientific(into output: inout [UInt8]) {
        writeMantissa(into: &output)
        let exponent = pointPosition - 1
        output.append(UInt8(ascii: "e"))
        output.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        if exponent.magnitude < 10 { output.append(UInt8(ascii: "0")) }
        output.append(contentsOf: String(exponent.magnitude).utf8)
    }

    /// Writes the number without an exponent.
    ///
    /// - Parameters:
    ///   - output: receives the bytes.
    ///   - keepsPointZero: whether a whole number ends in `.0`.
    func writeFixed(into output: inout [UInt8], keepsPointZero: Bool) {
        let zero = UInt8(ascii: "0")
        let point = UInt8(ascii: ".")
        if pointPosition <= 0 {
            output.append(zero)
            output.append(point)
            output.append(contentsOf: repeatElement(zero, count: -pointPosition))
            output.append(contentsOf: digits)
        } else if digits.count <= pointPosition {
            output.append(contentsOf: digits)
            output.append(contentsOf: repeatElement(zero, count: pointPosition - digits.count))
            if keepsPointZero {
                output.append(point)
                output.append(zero)
            }
        } else {
            output.append(contentsOf: digits[..<pointPosition])
            output.append(point)
            output.append(contentsOf: digits[pointPosition...])
        }
    }
}
