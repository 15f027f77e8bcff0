import Exposition
import Testing

/// A body that is not text format, and where and why it must be refused.
struct MalformedCase: Sendable, CustomTestStringConvertible {
    let body: [UInt8]
    let line: Int
    let column: Int
    let reason: ExpositionError.Reason
    var options = ExpositionOptions()

    init(
        _ text: String, _ line: Int, _ column: Int, _ reason: ExpositionError.Reason,
        options: ExpositionOptions = ExpositionOptions()
    ) {
        self.init(bytes: Array(text.utf8), line, column, reason, options: options)
    }

    init(
        bytes: [UInt8], _ line: Int, _ column: Int, _ reason: ExpositionError.Reason,
        options: ExpositionOptions = ExpositionOptions()
    ) {
        self.body = bytes
        self.line = line
        self.column = column
        self.reason = reason
        self.options = options
    }

    var testDescription: String { String(decoding: body, as: UTF8.self).debugDescription }
}

@Suite struct MalformedExpositionTests {
    static let names: [MalformedCase] = [
        MalformedCase("9m 1", 1, 1, .unexpected(found: "'9'", expected: "a metric name")),
        MalformedCase(
            "a 1\n{\"error\":1}", 2, 9,
            .unexpected(found: "':'", expected: ", or } after the metric name")),
        MalformedCase("[]", 1, 1, .unexpected(found: "'['", expected: "a metric name")),
        MalformedCase(
            "<!DOCTYPE html>", 1, 1,
            .unexpected(found: "'<'", expected: "a metric name")),
        MalformedCase("é 1", 1, 1, .unexpected(found: "'é'", expected: "a metric name")),
        MalformedCase(
            "a-b 1", 1, 2,
            .unexpected(found: "'-'", expected: "a blank or { after the metric name")),
        MalformedCase(
            "a", 1, 2,
            .unexpected(found: nil, expected: "a blank or { after the metric name")),
        MalformedCase(
            "{x=\"1\"} 1", 1, 2,
            .unexpected(found: "'x'", expected: "a metric name in quotes")),
        MalformedCase(
            "# TYPE 1x gauge", 1, 8,
            .unexpected(found: "'1'", expected: "a metric name")),
        MalformedCase(
            "# HELP a{ text", 1, 9,
            .unexpected(found: "'{'", expected: "a blank after the metric name")),
    ]

    static let labels: [MalformedCase] = [
        MalformedCase(
            "a{b=\"1\" c=\"2\"} 1", 1, 9,
            .unexpected(found: "'c'", expected: ", or } after the label")),
        MalformedCase("a{gpu_0} 1", 1, 8, .unexpected(found: "'}'", expected: "=")),
        MalformedCase("a{,} 1", 1, 3, .unexpected(found: "','", expected: "a label name or }")),
        MalformedCase("a{b:c=\"1\"} 1", 1, 4, .unexpected(found: "':'", expected: "=")),
        MalformedCase("a{b='1'} 1", 1, 5, .unexpected(found: "'''", expected: "\"")),
        MalformedCase(
            "a{b=\"1\"", 1, 8,
            .unexpected(found: nil, expected: ", or } after the label")),
        MalformedCase("a{b=\"1\n\"} 1", 1, 5, .unterminatedQuote),
        MalformedCase("a{b=\"1\\", 1, 5, .unterminatedQuote),
        MalformedCase("a{b=\"C:\\dir\"} 1", 1, 8, .invalidEscape("\\ before 'd'")),
        MalformedCase(
            bytes: Array("a{b=\"".utf8) + [0xC3, 0x28] + Array("\"} 1".utf8), 1, 5,
            .invalidUTF8),
        MalformedCase("a{b=\"1\",b=\"2\"} 1", 1, 9, .duplicateLabel("b")),
        MalformedCase("a{__name__=\"b\"} 1", 1, 3, .reservedLabel("__name__")),
        MalformedCase(
            "a{b=\"1\",c=\"2\"} 1", 1, 9, .tooManyLabels(limit: 1),
            options: ExpositionOptions(labelsMax: 1)),
    ]

    static let values: [MalformedCase] = [
        MalformedCase("a ", 1, 3, .unexpected(found: nil, expected: "a value")),
        MalformedCase("a{}", 1, 4, .unexpected(found: nil, expected: "a value")),
        MalformedCase("a 0x10", 1, 3, .invalidNumber("0x10")),
        MalformedCase("a 1_000", 1, 3, .invalidNumber("1_000")),
        MalformedCase("a 1,5", 1, 3, .invalidNumber("1,5")),
        MalformedCase("a .", 1, 3, .invalidNumber(".")),
        MalformedCase("a 1e", 1, 3, .invalidNumber("1e")),
        MalformedCase("a 1e+", 1, 3, .invalidNumber("1e+")),
        MalformedCase("a --1", 1, 3, .invalidNumber("--1")),
        MalformedCase("a -NaN", 1, 3, .invalidNumber("-NaN")),
        MalformedCase("a None", 1, 3, .invalidNumber("None")),
        MalformedCase("a Infinite", 1, 3, .invalidNumber("Infinite")),
        MalformedCase("b 2\r\n\r\na 1e999", 3, 3, .numberOutOfRange("1e999")),
        MalformedCase("a 1 2.5", 1, 5, .invalidTimestamp("2.5")),
        MalformedCase(
            "a 1 99999999999999999999", 1, 5,
            .invalidTimestamp("99999999999999999999")),
        MalformedCase(
            "a 1 2 # {} 3", 1, 7,
            .unexpected(found: "'#'", expected: "the end of the line")),
    ]

    static let structure: [MalformedCase] = [
        MalformedCase("# TYPE a", 1, 9, .unexpected(found: nil, expected: "a metric type")),
        MalformedCase("# TYPE a info", 1, 10, .unknownType("info", format: .text)),
        MalformedCase(
            "# TYPE a gauge x", 1, 16,
            .unexpected(found: "'x'", expected: "the end of the line")),
        MalformedCase(
            "# TYPE a gauge\n# TYPE a counter", 2, 10,
            .conflictingType(family: "a", declared: .gauge, now: .counter)),
        MalformedCase("a 1\n# TYPE a gauge", 2, 10, .typeAfterSamples(family: "a")),
        MalformedCase(
            "a{x=\"1\",y=\"2\"} 1\nb 1\na{y=\"2\",x=\"1\"} 1", 3, 1,
            .duplicateSeries(name: "a", firstLine: 1)),
        MalformedCase(
            "aaaa 1\n", 1, 6, .lineTooLong(limitBytes: 5),
            options: ExpositionOptions(lineBytesMax: 5)),
        MalformedCase(
            "a 1\nb 1\nc 1", 3, 1, .tooManySamples(limit: 2),
            options: ExpositionOptions(samplesMax: 2)),
        MalformedCase(bytes: Array("# HELP a ".utf8) + [0xFF], 1, 10, .invalidUTF8),
        MalformedCase(
            bytes: [0xFF], 1, 1,
            .unexpected(found: "byte 0xFF", expected: "a metric name")),
        MalformedCase(
            bytes: [0], 1, 1,
            .unexpected(found: "byte 0x0", expected: "a metric name")),
    ]

    @Test(arguments: names + labels + values + structure)
    func `a malformed body is refused at its place`(item: MalformedCase) throws {
        let error = try #require(throws: ExpositionError.self) {
            _ = try ExpositionParser.parse(item.body, options: item.options)
        }
        #expect(error == ExpositionError(line: item.line, column: item.column, reason: item.reason))
    }

    @Test func `the message names the place, what was found and what was expected`() {
        let error = ExpositionError(line: 3, column: 7, reason: .invalidNumber("1,5"))
        #expect(
            error.description
                == "line 3, column 7: '1,5' is not a value; expected a decimal number, +Inf, -Inf "
                + "or NaN")
    }
}
