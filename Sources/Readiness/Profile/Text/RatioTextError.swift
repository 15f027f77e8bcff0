/// Why a text is not a share.
package enum RatioTextError: Error, Sendable, Equatable {
    /// Nothing was written.
    case empty
    /// The text is not a number, with or without a percent sign.
    case notAShare(String)
    /// A number above 1 has no percent sign.
    case missingUnit(String, number: FixedDecimal)
    /// The share is below zero.
    case negative(String)
    /// The share is above 100 %.
    case aboveWhole(String)
}

extension RatioTextError: CustomStringConvertible {
    /// A sentence that quotes what was found and says what to write.
    package var description: String {
        switch self {
        case .empty:
            "a share is missing; write one such as 95% or 0.95"
        case .notAShare(let text):
            "\(text.quoted) is not a share; write one such as 95% or 0.95"
        case .missingUnit(let text, let number):
            if let ratio = number.shifted(by: -2), ratio <= RatioText.whole {
                "\(text.quoted) has no unit; write \(number.text)% or \(ratio.text)"
            } else {
                "\(text.quoted) is above 100 %; write a share such as 95% or 0.95"
            }
        case .negative(let text):
            "\(text.quoted) is negative; a share lies between 0% and 100%"
        case .aboveWhole(let text):
            "\(text.quoted) is above 100 %; a share lies between 0% and 100%"
        }
    }
}
