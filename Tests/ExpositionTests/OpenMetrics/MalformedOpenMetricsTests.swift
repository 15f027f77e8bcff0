import Exposition
import Testing

@Suite struct MalformedOpenMetricsTests {
    static func rule(
        _ text: String, _ line: Int, _ column: Int, _ rule: OpenMetricsRule, _ family: String = "a"
    ) -> MalformedCase {
        MalformedCase(text + "# EOF\n", line, column, .rule(rule, family: family))
    }

    static let structure: [MalformedCase] = [
        MalformedCase("a 1\n", 1, 4, .endMissing),
        MalformedCase("", 1, 1, .endMissing),
        MalformedCase("# EOF\n\n", 2, 1, .contentAfterEnd),
        MalformedCase("\n# EOF\n", 1, 1, .blankLine),
        MalformedCase(
            "# x\n", 1, 3,
            .unexpected(
                found: "'x'",
                expected: "HELP, TYPE, UNIT or EOF; OpenMetrics has no other comments")),
        MalformedCase("# TYPE a untyped\n", 1, 10, .unknownType("untyped", format: .openMetrics)),
        MalformedCase(
            "a 1\n# HELP a x\n", 2, 1, .metadataAfterSamples(family: "a", keyword: "HELP")),
        MalformedCase(
            "# TYPE a gauge\n# TYPE a gauge\n", 2, 1,
            .repeatedMetadata(family: "a", keyword: "TYPE")),
        MalformedCase("a 1\nb 1\na 1\n", 3, 1, .interleavedFamily("a", firstLine: 1)),
        MalformedCase(
            "# TYPE a counter\na_total 1\n# TYPE a_total gauge\n", 3, 8,
            .clashingName("a_total", family: "a")),
        MalformedCase("# TYPE a counter\na 1\n", 2, 1, .foreignSample(name: "a", type: .counter)),
        MalformedCase("a  1\n", 1, 3, .unexpected(found: "' '", expected: "a value")),
        MalformedCase(
            "a{b=\"1\",} 1\n", 1, 9,
            .unexpected(found: "'}'", expected: "a label name after the comma")),
        MalformedCase("a 1 x\n", 1, 5, .invalidSeconds("x")),
        MalformedCase("a 1\r\n", 1, 3, .invalidNumber("1\r")),
        MalformedCase(
            "a_total 1 # {b=\"\(String(repeating: "x", count: 128))\"} 1\n", 1, 11,
            .exemplarTooLong(found: 129, limit: 128)),
        MalformedCase(
            "a 1 1 # {} 1 1 1\n", 1, 15,
            .unexpected(found: "' '", expected: "the end of the line")),
        MalformedCase("a 1\na 1\n# EOF\n", 2, 1, .duplicateSeries(name: "a", firstLine: 1)),
        MalformedCase(
            "a 1\n", 1, 1, .bodyTooLong(limitBytes: 3),
            options: ExpositionOptions(bodyBytesMax: 3)),
        MalformedCase("{\"\"} 1\n", 1, 2, .emptyName),
    ]

    static let histogram = "# TYPE a histogram\n"

    static let rules: [MalformedCase] = [
        rule(histogram + "a_bucket 1\n", 2, 1, .bucketWithoutBound),
        rule(histogram + "a_bucket{x=\"1\",le=\"inf\"} 1\n", 2, 16, .invalidBound("inf")),
        rule(
            histogram + "a_bucket{le=\"2\"} 1\na_bucket{le=\"1\"} 1\n", 3, 1, .bucketsOutOfOrder),
        rule(
            histogram + "a_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n", 3, 1,
            .bucketCountsDecrease),
        rule(histogram + "a_bucket{le=\"1\"} 2\n", 2, 1, .infiniteBucketMissing),
        rule(
            histogram + "a_bucket{le=\"+Inf\"} 2\na_count 1\na_sum 1\nb 1\n", 4, 1,
            .countIsNotInfiniteBucket),
        rule(histogram + "a_bucket{le=\"+Inf\"} 2\na_sum 1\n", 3, 1, .sumWithoutCount),
        rule(histogram + "a_bucket{le=\"+Inf\"} 2\na_count 2\n", 3, 1, .countWithoutSum),
        rule(
            histogram + "a_bucket{le=\"-1\"} 1\na_bucket{le=\"+Inf\"} 1\na_count 1\na_sum 1\n", 5,
            1, .sumWithNegativeBounds),
        rule(
            "# TYPE a gaugehistogram\na_bucket{le=\"+Inf\"} 1\na_gcount 1\na_gsum -1\n", 4, 1,
            .negativeSumWithoutNegativeBounds),
        rule("# TYPE a summary\na{quantile=\"2\"} 1\n", 2, 3, .invalidQuantile("2")),
        rule("# TYPE a summary\na 1\n", 2, 1, .invalidQuantile(nil)),
        rule("# TYPE a summary\na{quantile=\"1\"} -1\n", 2, 1, .quantileValueIsNegative),
        rule("# TYPE a stateset\na{b=\"x\"} 1\n", 2, 1, .stateWithoutLabel),
        rule("# TYPE a stateset\na{a=\"x\"} 2\n", 2, 1, .stateIsNotBoolean),
        rule("# TYPE a info\na_info 2\n", 2, 1, .infoIsNotOne),
        rule("# TYPE a summary\na_count 1.5\n", 2, 1, .countIsNotWhole),
        rule("# TYPE a counter\na_total NaN\n", 2, 1, .counterIsNaN),
        rule("# TYPE a counter\na_total -1\n", 2, 1, .counterIsNegative),
        rule("# TYPE a gauge\na 1 # {} 1\n", 2, 1, .exemplarNotAllowed),
        rule(
            "# TYPE a gauge\na{b=\"1\",c=\"2\"} 1 1\na 1\na{c=\"2\",b=\"1\"} 1 2\n", 4, 1,
            .groupInterleaved),
        rule("# TYPE a gauge\na 1 1\na 1\n", 3, 1, .timestampsMixed),
        rule("# TYPE a gauge\na 1 2\na 1 1\n", 3, 1, .timestampsBackwards),
        rule("# UNIT a seconds\n", 1, 10, .unitIsNotSuffix("seconds")),
        rule("# UNIT a_s s\n# TYPE a_s info\n", 2, 12, .unitNotAllowed, "a_s"),
    ]

    @Test(arguments: structure + rules)
    func `a body that breaks the format is refused at its place`(item: MalformedCase) throws {
        let error = try #require(throws: ExpositionError.self) {
            _ = try ExpositionParser.parse(item.body, format: .openMetrics, options: item.options)
        }
        #expect(error == ExpositionError(line: item.line, column: item.column, reason: item.reason))
        #expect(error.description.count > 30, "the message says what was expected")
    }
}
