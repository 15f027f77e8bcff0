/// How an exporter spells floating point numbers, in sample values and in `le` and `quantile`.
///
/// Both styles print the shortest digits that read back as the same number.
///
///     value      .python     .go
///     5          5.0         5
///     0.00001    1e-05       1e-05
///     250000     250000.0    250000
///     2500000    2.5e+06     2.5e+06
///     infinity   +Inf        +Inf
package enum FloatStyle: Sendable, Hashable {
    /// The Python client's `floatToGoString`: `repr()`, and an exponent from 10^6 for positives.
    ///
    /// Its exponents of more than one digit keep the client's leading zero, as in `1e+010`.
    case python
    /// Go's `strconv.FormatFloat(value, 'g', -1, 64)`, with `+Inf` as `expfmt` writes it.
    case go

    /// The text of `value` in this style.
    package func text(_ value: Double) -> String {
        var bytes: [UInt8] = []
        write(value, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func write(_ value: Double, into output: inout [UInt8]) {
        if value.isNaN { return output.append(contentsOf: "NaN".utf8) }
        if value.isInfinite {
            return output.append(contentsOf: (value < 0 ? "-Inf" : "+Inf").utf8)
        }
        if value.sign == .minus { output.append(UInt8(ascii: "-")) }
        let decimal = ShortestDecimal(value.magnitude)
        switch self {
        case .python: writePython(decimal, isNegative: value < 0, into: &output)
        case .go: writeGo(decimal, into: &output)
        }
    }

    private func writePython(
        _ decimal: ShortestDecimal, isNegative: Bool, into output: inout [UInt8]
    ) {
        let point = decimal.pointPosition
        // repr() of a float: fixed notation while -4 < point <= 16.
        guard point > -4, point <= 16 else {
            return decimal.writeScientific(into: &output)
        }
        // floatToGoString: `repr().find('.') > 6` of a positive number turns to an exponent.
        guard !isNegative, point > 6 else {
            return decimal.writeFixed(into: &output, keepsPointZero: true)
        }
        decimal.writeMantissa(into: &output)
        output.append(contentsOf: "e+0".utf8)
        output.append(contentsOf: String(point - 1).utf8)
    }

    private func writeGo(_ decimal: ShortestDecimal, into output: inout [UInt8]) {
        let exponent = decimal.pointPosition - 1
        // strconv decides for %e at an exponent of 6 when it prints the shortest digits.
        if exponent < -4 || exponent >= 6 {
            decimal.writeScientific(into: &output)
        } else {
            decimal.writeFixed(into: &output, keepsPointZero: false)
        }
    }
}
