import Readiness
import Testing

@Suite struct ClassicThresholdsTests {
    private func parse(_ yaml: String) throws(ProfileErrors) -> ClassicThresholds {
        try ClassicThresholds.parse(yaml: yaml, file: "thresholds.yml")
    }

    @Test func `the published file is read as it is`() throws {
        let thresholds = try parse(
            """
            sla:
              ttft_ms: 500
              latency_ms: 10000
              min_throughput: 3.0
              max_error_rate: 0.01

            gate:
              min_probes: 5
              pass_rate: 0.95
            """)
        #expect(
            thresholds
                == ClassicThresholds(
                    ttft: .milliseconds(500), latency: .seconds(10), minThroughput: 3,
                    maxErrorRate: 0.01, minProbes: 5, passRate: 0.95))
        #expect(
            thresholds.objectives.map(\.description) == [
                "ttft p95 <= 500 ms", "e2e p95 <= 10 s", "throughput p50 >= 3 tok/s",
                "error rate <= 1 %",
            ])
    }

    @Test func `what is left out has the original defaults`() throws {
        let thresholds = try parse("sla: {ttft_ms: 0.5}")
        #expect(thresholds == ClassicThresholds(ttft: .microseconds(500)))
        #expect(thresholds.maxErrorRate == 0.01)
        #expect(thresholds.minProbes == 5)
        #expect(thresholds.passRate == 0.95)
        #expect(thresholds.objectives.map(\.id) == ["ttft_p95", "error_rate"])
    }

    @Test func `no failures at all stays a limit, because the rule compares points`() throws {
        let thresholds = try parse("sla: {max_error_rate: 0}")
        #expect(thresholds.objectives.map(\.description) == ["error rate <= 0 %"])
    }

    struct Noted: Sendable, CustomTestStringConvertible {
        let yaml: String
        let throughput: Double?
        let notes: [String]
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Noted(yaml: "sla: {min_throughput: 3}", throughput: 3, notes: []),
        Noted(
            yaml: "sla:\n  min_throughput: 3\n  min_tokens_per_sec: 20", throughput: 3,
            notes: [
                "thresholds.yml:3:3: both min_throughput and min_tokens_per_sec are given; "
                    + "sla.min_throughput is used, as the readiness-gate project does: "
                    + "at least 3 tok/s (min_tokens_per_sec says 20)"
            ]),
        Noted(
            yaml: "sla:\n  min_tokens_per_sec: 20.5", throughput: 20.5,
            notes: [
                "thresholds.yml:2:3: the readiness-gate project reads min_throughput here and "
                    + "passed over sla.min_tokens_per_sec; firstlight applies it: at least 20.5 tok/s"
            ]),
        Noted(
            yaml: "sla: {ttft_ms: 0}", throughput: nil,
            notes: ["thresholds.yml:1:7: sla.ttft_ms is 0, which switches the limit off"]),
        Noted(yaml: "sla: {min_throughput: ~}", throughput: nil, notes: []),
        Noted(
            yaml: "sla: {ttft_p99_ms: 5}\nslo: {}", throughput: nil,
            notes: [
                "thresholds.yml:2:1: key \"slo\" is not known to firstlight and is left out",
                "thresholds.yml:1:7: key \"sla.ttft_p99_ms\" is not known to firstlight and is left out",
            ]),
        Noted(
            yaml: "gate: {min_probes: 9}", throughput: nil,
            notes: [
                "thresholds.yml: sla is missing; only the error rate and gate.pass_rate are judged"
            ]),
    ])
    func `both spellings of throughput, and everything odd, is said`(_ noted: Noted) throws {
        let thresholds = try parse(noted.yaml)
        #expect(thresholds.minThroughput == noted.throughput)
        #expect(thresholds.notes.map(\.description) == noted.notes)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let yaml: String
        let message: String
        var testDescription: String { yaml }
    }

    @Test(arguments: [
        Refused(
            yaml: "sla: {ttft_ms: 500ms}",
            message:
                "thresholds.yml:1:16: sla.ttft_ms: \"500ms\" carries a unit; this key takes a bare number such as 500"
        ),
        Refused(
            yaml: "sla: {ttft_ms: fast}",
            message:
                "thresholds.yml:1:16: sla.ttft_ms: \"fast\" is not a number; write one such as 500"),
        Refused(
            yaml: "sla: {latency_ms: -1}",
            message:
                "thresholds.yml:1:19: sla.latency_ms: \"-1\" is negative; a limit counts from zero"),
        Refused(
            yaml: "sla: {latency_ms: [1]}",
            message:
                "thresholds.yml:1:19: sla.latency_ms: expected a number such as 500, found a list"),
        Refused(
            yaml: "sla: {max_error_rate: 1%}",
            message:
                "thresholds.yml:1:23: sla.max_error_rate: \"1%\" carries a unit; this key takes a bare number such as 0.95"
        ),
        Refused(
            yaml: "gate: {pass_rate: 95}",
            message:
                "thresholds.yml:1:19: gate.pass_rate: \"95\" is above 1; this key takes a ratio; did you mean 0.95?"
        ),
        Refused(
            yaml: "gate: {min_probes: 0}",
            message:
                "thresholds.yml:1:20: gate.min_probes: expected a whole number from 1 to 1000000, found \"0\""
        ),
        Refused(
            yaml: "gate: {min_probes: 1, min_probes: 2}",
            message:
                "thresholds.yml:1:23: key \"min_probes\" is given twice; the first is on line 1"),
        Refused(
            yaml: "",
            message:
                "thresholds.yml: is empty; thresholds need at least sla, as in sla: {ttft_ms: 500}"),
        Refused(
            yaml: "[]",
            message: "thresholds.yml:1:1: expected a mapping with sla, gate, found a list"),
    ])
    func `a value that cannot be meant is refused`(_ refused: Refused) {
        let error = #expect(throws: ProfileErrors.self) { try parse(refused.yaml) }
        #expect(error?.problems.map { "\($0.place): \($0.message)" } == [refused.message])
    }
}
