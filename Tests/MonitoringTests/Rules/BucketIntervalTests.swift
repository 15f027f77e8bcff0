import Monitoring
import Signals
import Testing

/// The bucket that a quantile fell into, computed by promtool.
@Suite(
    .enabled(
        if: RulePromtool.found != nil || RulePromtool.isRequired,
        "promtool is neither on PATH nor named by FIRSTLIGHT_PROMTOOL"))
struct BucketIntervalTests {
    /// Observations per minute by size, and the bucket that half of them reach.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Growth per minute of each bucket, by bound.
        let buckets: [(bound: String, growth: Int)]
        let lower: String
        let upper: String
    }

    static let cases = [
        Case(
            testDescription: "in the middle of the bounds",
            buckets: [("0.25", 16), ("0.5", 24), ("0.75", 48), ("1.0", 64), ("+Inf", 64)],
            lower: "0.5", upper: "0.75"),
        Case(
            testDescription: "exactly half up to a bound",
            buckets: [("0.25", 16), ("0.5", 32), ("0.75", 48), ("1.0", 64), ("+Inf", 64)],
            lower: "0.25", upper: "0.5"),
        Case(
            testDescription: "all in the first bucket",
            buckets: [("0.001", 64), ("0.25", 64), ("0.5", 64), ("+Inf", 64)],
            lower: "0", upper: "0.001"),
        Case(
            testDescription: "beyond the last bound",
            buckets: [("640.0", 16), ("2560.0", 16), ("+Inf", 64)],
            lower: "2560", upper: ".inf"),
        Case(
            testDescription: "a bound is missing",
            buckets: [("0.25", 16), ("1.0", 64), ("+Inf", 64)], lower: "0.25", upper: "1"),
        Case(
            testDescription: "bounds as Go and Rust write them",
            buckets: [("1", 16), ("5", 64), ("+Inf", 64)], lower: "1", upper: "5"),
    ]

    @Test(arguments: cases)
    func `the recorded interval is the bucket`(of sample: Case) async throws {
        let promtool = try #require(RulePromtool.found, "install promtool (scripts/deps)")
        let subject = try RuleCase(engine: .vllm, version: "0.32.0")
            .subject(objectives: ["ttft p50 <= 500ms"])
        let rules = RuleFile.text(RecordingRules.groups(for: subject), for: subject)
        let test = Self.test(sample)
        let (succeeded, output) = try await promtool.run(
            [("a.rules.yml", rules), ("a.test.yml", test)], ["test", "rules"], on: ["a.test.yml"])
        #expect(succeeded, "\(output)")
    }

    private static func test(_ sample: Case) -> String {
        let name = "vllm:time_to_first_token_seconds"
        let labels = "job=\"llm\", instance=\"a\", model_name=\"m\", engine=\"0\""
        var text = "rule_files: [a.rules.yml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n"
        text += "  input_series:\n"
        func series(_ suffix: String, _ more: String, _ growth: Int) {
            text += "  - series: '\(name)\(suffix){\(labels)\(more)}'\n"
            text += "    values: '0+\(growth)x20'\n"
        }
        for (bound, growth) in sample.buckets { series("_bucket", ", le=\"\(bound)\"", growth) }
        series("_count", "", 64)
        text += "  promql_expr_test:\n"
        for (end, value) in [("lower", sample.lower), ("upper", sample.upper)] {
            let record = "service:llm_ttft_seconds:p50_\(end)_5m"
            text += "  - expr: \(record)\n    eval_time: 15m\n    exp_samples:\n"
            text += "    - {labels: '\(record){job=\"llm\", model_name=\"m\"}', value: \(value)}\n"
        }
        return text
    }
}
