/// Why a body is not Prometheus text format, and where.
package struct ExpositionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong at that place.
    package enum Reason: Sendable, Hashable {
        /// A byte that cannot stand there; `found` is nil at the end of the line.
        case unexpected(found: String?, expected: String)
        /// The line ends inside quotes: the rest is missing or a line feed was not escaped.
        case unterminatedQuote
        /// A backslash followed by something else than `\`, `"` or `n` inside quotes.
        case invalidEscape(String)
        case invalidUTF8
        case invalidNumber(String)
        /// A number that no 64-bit float can hold.
        case numberOutOfRange(String)
        /// A timestamp that is not a 64-bit count of milliseconds.
        case invalidTimestamp(String)
        case duplicateLabel(String)
        /// A label called `__name__`, which means the metric name itself.
        case reservedLabel(String)
        case unknownType(String)
        case conflictingType(family: String, declared: MetricType, now: MetricType)
        case typeAfterSamples(family: String)
        case duplicateSeries(name: String, firstLine: Int)
        case lineTooLong(limitBytes: Int)
        case tooManySamples(limit: Int)
        case tooManyLabels(limit: Int)
    }

    /// The line, from 1.
    package let line: Int
    /// The byte within the line, from 1.
    package let column: Int
    package let reason: Reason

    package init(line: Int, column: Int, reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    package var description: String {
        "line \(line), column \(column): \(reason)"
    }
}

extension ExpositionError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unexpected(let found?, let expected): "found \(found), expected \(expected)"
        case .unexpected(nil, let expected): "the line ends where \(expected) is expected"
        case .unterminatedQuote:
            "the quoted text does not end on this line; a line feed inside it is written \\n"
        case .invalidEscape(let found):
            "unknown escape \(found); only \\\\, \\\" and \\n are defined, a backslash is \\\\"
        case .invalidUTF8: "the text is not UTF-8"
        case .invalidNumber(let found):
            "'\(found)' is not a value; expected a decimal number, +Inf, -Inf or NaN"
        case .numberOutOfRange(let found): "\(found) is larger than a 64-bit float can hold"
        case .invalidTimestamp(let found):
            "'\(found)' is not a timestamp; expected whole milliseconds since 1970"
        case .duplicateLabel(let name): "the label \(name) appears twice on this series"
        case .reservedLabel(let name): "the label \(name) is reserved for the metric name"
        case .unknownType(let found):
            "'\(found)' is not a metric type; expected one of "
                + MetricType.allCases.map(\.rawValue).joined(separator: ", ")
        case .conflictingType(let family, let declared, let now):
            "\(family) is declared \(now.rawValue) here and \(declared.rawValue) before"
        case .typeAfterSamples(let family):
            "the type of \(family) is declared after its first sample; it must come before"
        case .duplicateSeries(let name, let firstLine):
            "the same series of \(name) was given on line \(firstLine) already"
        case .lineTooLong(let limit): "the line is longer than the limit of \(limit) bytes"
        case .tooManySamples(let limit): "the body holds more than the limit of \(limit) samples"
        case .tooManyLabels(let limit): "the series has more than the limit of \(limit) labels"
        }
    }
}
