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
        /// A metric or label name of no characters in quotes.
        case emptyName
        case invalidNumber(String)
        /// A number that no 64-bit float can hold.
        case numberOutOfRange(String)
        /// A timestamp that is not a 64-bit count of milliseconds.
        case invalidTimestamp(String)
        /// An OpenMetrics timestamp that is not a decimal count of seconds.
        case invalidSeconds(String)
        case duplicateLabel(String)
        /// A label called `__name__`, which means the metric name itself.
        case reservedLabel(String)
        case unknownType(String, format: ExpositionFormat)
        case conflictingType(family: String, declared: MetricType, now: MetricType)
        case typeAfterSamples(family: String)
        case duplicateSeries(name: String, firstLine: Int)
        /// OpenMetrics: an empty line.
        case blankLine
        /// OpenMetrics: the body does not end in `# EOF`.
        case endMissing
        /// OpenMetrics: a line behind `# EOF`.
        case contentAfterEnd
        case metadataAfterSamples(family: String, keyword: String)
        case repeatedMetadata(family: String, keyword: String)
        /// OpenMetrics: a family that another one came in between.
        case interleavedFamily(String, firstLine: Int)
        /// OpenMetrics: a name that belongs to the samples of another family.
        case clashingName(String, family: String)
        /// OpenMetrics: a sample with the family's bare name where its type asks for a suffix.
        case foreignSample(name: String, type: MetricType)
        case exemplarTooLong(found: Int, limit: Int)
        /// OpenMetrics: samples that cannot mean what they say.
        case rule(OpenMetricsRule, family: String)
        case bodyTooLong(limitBytes: Int)
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
        case .emptyName: "the name between the quotes is empty"
        case .invalidNumber(let found):
            "'\(found)' is not a value; expected a decimal number, +Inf, -Inf or NaN"
        case .numberOutOfRange(let found): "\(found) is larger than a 64-bit float can hold"
        case .invalidTimestamp(let found):
            "'\(found)' is not a timestamp; expected whole milliseconds since 1970"
        case .duplicateLabel(let name): "the label \(name) appears twice on this series"
        case .reservedLabel(let name): "the label \(name) is reserved for the metric name"
        case .invalidSeconds(let found):
            "'\(found)' is not a timestamp; expected seconds since 1970, such as 1600000000.5"
        case .unknownType(let found, let format):
            "'\(found)' is not a metric type; expected one of "
                + MetricType.words(in: format).joined(separator: ", ")
        case .conflictingType(let family, let declared, let now):
            "\(family) is declared \(now.rawValue) here and \(declared.rawValue) before"
        case .typeAfterSamples(let family):
            "the type of \(family) is declared after its first sample; it must come before"
        case .duplicateSeries(let name, let firstLine):
            "the same series of \(name) was given on line \(firstLine) already"
        case .blankLine: "the line is empty; OpenMetrics has no blank lines"
        case .endMissing: "the body ends without # EOF: the rest is missing"
        case .contentAfterEnd: "a line follows # EOF, which ends an OpenMetrics body"
        case .metadataAfterSamples(let family, let keyword):
            "# \(keyword) of \(family) follows its first sample; it must come before"
        case .repeatedMetadata(let family, let keyword):
            "\(family) has a second # \(keyword) line; one is allowed"
        case .interleavedFamily(let family, let firstLine):
            "\(family) was left already, it started on line \(firstLine); all its lines come together"
        case .clashingName(let name, let family):
            "the name \(name) is taken by the family \(family)"
        case .foreignSample(let name, let type):
            "\(name) is a \(type.rawValue), whose samples are called "
                + type.suffixes(in: .openMetrics).map { name + $0 }.joined(separator: ", ")
        case .exemplarTooLong(let found, let limit):
            "the exemplar's labels hold \(found) characters; at most \(limit) are allowed"
        case .rule(let rule, let family): "\(family): \(rule)"
        case .bodyTooLong(let limit): "the body is longer than the limit of \(limit) bytes"
        case .lineTooLong(let limit): "the line is longer than the limit of \(limit) bytes"
        case .tooManySamples(let limit): "the body holds more than the limit of \(limit) samples"
        case .tooManyLabels(let limit): "the series has more than the limit of \(limit) labels"
        }
    }
}
