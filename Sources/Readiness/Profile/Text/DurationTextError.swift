/// Why a text is not a duration.
package enum DurationTextError: Error, Sendable, Equatable {
    /// Nothing was written.
    case empty
    /// The text begins with a minus sign.
    case negative(String)
    /// A number has no unit behind it.
    case missingUnit(String, number: String)
    /// A number carries a unit that is not one of time.
    case unknownUnit(String, unit: String)
    /// A larger unit follows a smaller one, or a unit comes twice.
    case unitsOutOfOrder(String)
    /// A number cannot be read.
    case notADuration(String)
    /// The value is finer than an attosecond.
    case tooFine(String)
    /// The value is longer than ``DurationText/longest``.
    case tooLong(String)
}

extension DurationTextError: CustomStringConvertible {
    /// A sentence that quotes what was found and says what to write.
    package var description: String {
        switch self {
        case .empty:
            "a duration is missing; write one such as 500ms, 2s or 1m30s"
        case .negative(let text):
            "\(text.quoted) is negative; a duration counts from zero"
        case .missingUnit(let text, let number):
            "\(text.quoted) has no unit; write \(number)ms, \(number)s or \(number)m"
        case .unknownUnit(let text, let unit):
            "\(text.quoted) has the unknown unit \(unit.quoted); "
                + "the units are h, m, s, ms, us and ns"
        case .unitsOutOfOrder(let text):
            "\(text.quoted) has its units out of order; "
                + "write the largest first, each once, as in 1m30s"
        case .notADuration(let text):
            "\(text.quoted) is not a duration; write one such as 500ms, 2s or 1m30s"
        case .tooFine(let text):
            "\(text.quoted) has more decimal places than a duration can hold"
        case .tooLong(let text):
            "\(text.quoted) is longer than 366 days"
        }
    }
}
