/// The timestamps of OpenMetrics: seconds as a decimal number, exact to the nanosecond.
enum DecimalTime {
    /// The time written in `range`, or nil when it is no decimal number or does not fit.
    ///
    /// Digits behind the nanoseconds are dropped. A time with an exponent is read as a 64-bit float.
    static func seconds(_ bytes: ByteBody, in range: Range<Int>) -> Timestamp? {
        var index = range.lowerBound
        var isNegative = false
        if index < range.upperBound, bytes[index] == UInt8(ascii: "-") {
            isNegative = true
            index += 1
        } else if index < range.upperBound, bytes[index] == UInt8(ascii: "+") {
            index += 1
        }
        var whole: Int64 = 0
        var nanoseconds: UInt32 = 0
        var place: UInt32 = 100_000_000
        var digitCount = 0
        var seenPoint = false
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else {
                guard byte == UInt8(ascii: "."), !seenPoint else {
                    return byte | 0x20 == UInt8(ascii: "e") ? approximate(bytes, in: range) : nil
                }
                seenPoint = true
                continue
            }
            digitCount += 1
            let digit = byte - UInt8(ascii: "0")
            if seenPoint {
                nanoseconds += UInt32(digit) * place
                place /= 10
            } else {
                let (product, overflows) = whole.multipliedReportingOverflow(by: 10)
                let (sum, overflowsToo) = product.addingReportingOverflow(Int64(digit))
                if overflows || overflowsToo { return nil }
                whole = sum
            }
        }
        guard digitCount > 0 else { return nil }
        return timestamp(whole, nanoseconds, isNegative: isNegative)
    }

    private static func approximate(_ bytes: ByteBody, in range: Range<Int>) -> Timestamp? {
        guard case .number(let value) = DecimalNumber.double(bytes, in: range),
            abs(value) < 9e18
        else { return nil }
        let whole = value.magnitude.rounded(.down)
        let nanoseconds = ((value.magnitude - whole) * 1e9).rounded(.down)
        return timestamp(
            Int64(whole), UInt32(min(nanoseconds, 999_999_999)), isNegative: value < 0)
    }

    private static func timestamp(
        _ whole: Int64, _ nanoseconds: UInt32, isNegative: Bool
    ) -> Timestamp {
        guard isNegative else { return Timestamp(seconds: whole, nanoseconds: nanoseconds) }
        return nanoseconds == 0
            ? Timestamp(seconds: -whole)
            : Timestamp(seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds)
    }

    /// Writes the shortest decimal that is the same time, always with a point: `1600000000.0`.
    static func write(_ time: Timestamp, into output: inout [UInt8]) {
        var nanoseconds = time.nanoseconds
        if time.seconds < 0 {
            output.append(UInt8(ascii: "-"))
            let isBetween = nanoseconds > 0
            output.append(
                contentsOf: String(time.seconds.magnitude - (isBetween ? 1 : 0)).utf8)
            if isBetween { nanoseconds = 1_000_000_000 - nanoseconds }
        } else {
            output.append(contentsOf: String(time.seconds).utf8)
        }
        output.append(UInt8(ascii: "."))
        var place: UInt32 = 100_000_000
        repeat {
            output.append(UInt8(ascii: "0") + UInt8(nanoseconds / place))
            nanoseconds %= place
            place /= 10
        } while nanoseconds > 0
    }
}
