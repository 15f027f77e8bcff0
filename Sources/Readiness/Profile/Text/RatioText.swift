/// Shares as people write them: `95%` or `0.95`.
///
/// A bare number up to 1 is a ratio. A bare number above 1 is refused instead of guessed at:
/// `95` might be meant as 95 %, but `5` behind an error rate might as well be a typing slip.
package enum RatioText {
    /// Reads a share.
    ///
    /// - Returns: The ratio, 0...1.
    /// - Throws: ``RatioTextError`` when the text is no number, has another unit or none, is
    ///   negative or lies above 100 %.
    package static func parse(_ text: String) throws(RatioTextError) -> FixedDecimal {
        let compacted = text.filter { !$0.isWhitespace }
        guard !compacted.isEmpty else { throw .empty }
        let isPercent = compacted.hasSuffix("%")
        let number = isPercent ? String(compacted.dropLast()) : compacted
        guard let value = FixedDecimal(number) else { throw .notAShare(text) }
        guard value.scaled >= 0 else { throw .negative(text) }
        guard isPercent else {
            guard value <= whole else { throw .missingUnit(text, number: value) }
            return value
        }
        guard let ratio = value.shifted(by: -2) else { throw .notAShare(text) }
        guard ratio <= whole else { throw .aboveWhole(text) }
        return ratio
    }

    /// The exact share for reading: `99.9 %`.
    package static func exact(_ ratio: Double) -> String { number(ratio) + " %" }

    /// The exact share as a flag or a profile takes it: `99.9%`.
    package static func compact(_ ratio: Double) -> String { number(ratio) + "%" }

    /// 100 %.
    static let whole = FixedDecimal(scaled: 1_000_000_000_000_000_000)

    private static func number(_ ratio: Double) -> String {
        // A ratio with more places than the decimal holds is printed as the `Double` it is.
        FixedDecimal(shortest: ratio)?.shifted(by: 2)?.text ?? "\(ratio * 100)"
    }
}
