/// The numbers of the text format: decimal floats, infinities, NaN and 64-bit timestamps.
enum DecimalNumber {
    enum Outcome {
        case number(Double)
        case malformed
        case outOfRange
    }

    /// The value written in `range`: a decimal with optional sign, fraction and exponent, or `Inf`,
    /// `Infinity` and `NaN` in any case, as Go's `ParseFloat` takes them; no hexadecimal.
    static func double(_ bytes: ByteBody, in range: Range<Int>) -> Outcome {
        var index = range.lowerBound
        let end = range.upperBound
        var isNegative = false
        if index < end, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < end else { return .malformed }
        if bytes[index] | 0x20 == UInt8(ascii: "i") {
            guard matches("inf", bytes, index..<end) || matches("infinity", bytes, index..<end)
            else { return .malformed }
            return .number(isNegative ? -.infinity : .infinity)
        }
        if bytes[index] | 0x20 == UInt8(ascii: "n") {
            guard index == range.lowerBound, matches("nan", bytes, index..<end) else {
                return .malformed
            }
            return .number(.nan)
        }
        guard let scanned = Scanned(bytes, in: index..<end) else { return .malformed }
        if let exact = scanned.exact { return .number(isNegative ? -exact : exact) }
        return inexact(bytes, in: range)
    }

    /// A well-formed decimal that needs more than one rounded operation.
    @inline(never)
    private static func inexact(_ bytes: ByteBody, in range: Range<Int>) -> Outcome {
        let text = String(
            decoding: bytes.slice(TextRange(range.lowerBound, range.upperBound)), as: UTF8.self)
        guard let value = Double(text) else { return .malformed }
        return value.isInfinite ? .outOfRange : .number(value)
    }

    /// The value that the whole of `text` spells; see `double(_:in:)`.
    static func double(_ text: String) -> Outcome {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { double(ByteBody($0), in: bytes.indices) }
    }

    /// The whole number written in `range`, or nil when it is none or does not fit.
    static func integer(_ bytes: ByteBody, in range: Range<Int>) -> Int64? {
        Int64(
            String(
                decoding: bytes.slice(TextRange(range.lowerBound, range.upperBound)), as: UTF8.self)
        )
    }

    private static func matches(
        _ word: StaticString, _ bytes: ByteBody, _ range: Range<Int>
    ) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            letters.indices.allSatisfy { bytes[range.lowerBound + $0] | 0x20 == letters[$0] }
        }
    }

    /// An unsigned decimal taken apart: `mantissa * 10^exponent`.
    private struct Scanned {
        private var mantissa: UInt64 = 0
        private var exponent = 0
        /// Whether digits were dropped because the mantissa was full.
        private var isTruncated = false

        /// Nil when the bytes are not `digits[.digits][e[+-]digits]` with a digit before the `e`.
        init?(_ bytes: ByteBody, in range: Range<Int>) {
            var index = range.lowerBound
            var digitCount = 0
            var seenPoint = false
            while index < range.upperBound {
                let byte = bytes[index]
                if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                    digitCount += 1
                    push(UInt64(byte - UInt8(ascii: "0")), isFraction: seenPoint)
                } else if byte == UInt8(ascii: "."), !seenPoint {
                    seenPoint = true
                } else {
                    break
                }
                index += 1
            }
            guard digitCount > 0 else { return nil }
            guard index < range.upperBound else { return }
            guard bytes[index] | 0x20 == UInt8(ascii: "e"),
                readExponent(bytes, in: (index + 1)..<range.upperBound)
            else { return nil }
        }

        private mutating func push(_ digit: UInt64, isFraction: Bool) {
            guard mantissa < 100_000_000_000_000_000 else {
                isTruncated = true
                return
            }
            mantissa = mantissa * 10 + digit
            if isFraction { exponent -= 1 }
        }

        private mutating func readExponent(_ bytes: ByteBody, in range: Range<Int>) -> Bool {
            var index = range.lowerBound
            var sign = 1
            if index < range.upperBound,
                bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
            {
                sign = bytes[index] == UInt8(ascii: "-") ? -1 : 1
                index += 1
            }
            guard index < range.upperBound else { return false }
            var written = 0
            while index < range.upperBound {
                let byte = bytes[index]
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return false }
                // Beyond this the value is zero or infinite; the slow path says which.
                if written < 100_000 { written = written * 10 + Int(byte - UInt8(ascii: "0")) }
                index += 1
            }
            exponent += sign * written
            return true
        }

        /// The value when one correctly rounded operation on exact numbers gives it, else nil.
        ///
        /// Both a mantissa up to 2^53 and a power of ten up to 10^22 are exact in a 64-bit float
        /// (W. D. Clinger, "How to read floating point numbers accurately", 1990).
        var exact: Double? {
            guard !isTruncated, mantissa <= 1 << 53 else { return nil }
            switch exponent {
            case 0: return Double(mantissa)
            case 1...22: return Double(mantissa) * Self.powersOfTen[exponent]
            case -22 ... -1: return Double(mantissa) / Self.powersOfTen[-exponent]
            default: return nil
            }
        }

        private static let powersOfTen: [Double] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
        ]
    }
}
