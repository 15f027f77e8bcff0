import Monitoring
import Signals
import Testing

/// Rules judged by the real promtool.
@Suite(.enabled(if: CheckTool.promtool.isExpected, "promtool is not installed"))
struct SLOPromtoolTests {
    private static let rules = "prometheus/rules/llm-slo.rules.yml"

    @Test(arguments: SLOSample.engines)
    func `the rules of every engine are valid and pass their unit tests of fast pages`(
        _ engine: EngineKind
    ) async throws {
        let set = try Generation.files(of: [.slo], for: try SLOSample.subject(engine))
        guard set.files.count > 1 else { return }
        let check = try await CheckTool.promtool.run(
            ["check", "rules", Self.rules], with: set.files)
        #expect(check.succeeded, "\(check.text)")
        let test = try await CheckTool.promtool.run(
            ["test", "rules", "prometheus/tests/slo.test.yml"], with: set.files)
        #expect(test.succeeded, "\(test.text)")
    }

    @Test func `the alerts on hours and days pass their unit tests`() async throws {
        let subject = try SLOSample.subject(.vllm, objectives: ["error rate <= 1%"])
        let set = try Generation.files(of: [.slo], for: subject)
        let test = try await CheckTool.promtool.run(
            ["test", "rules", "prometheus/tests/slo-slow.test.yml"], with: set.files)
        #expect(test.succeeded, "\(test.text)")
    }

    @Test func `tests of other periods and objectives pass`() async throws {
        let subject = try SLOSample.subject(
            .vllm, "0.32.0", objectives: ["ttft p90 <= 1s", "error rate <= 0.1%"],
            warnings: ["e2e p50 <= 10s"], slo: SLOOptions(period: .seconds(7 * 86_400)))
        let set = try Generation.files(of: [.slo], for: subject)
        let test = try await CheckTool.promtool.run(
            ["test", "rules", "prometheus/tests/slo.test.yml"], with: set.files)
        #expect(test.succeeded, "\(test.text)")
    }

    /// A unit test of my own beside generated rules.
    private func judge(_ subject: GenerationSubject, _ tests: String) async throws
        -> CheckTool.Outcome
    {
        let set = try Generation.files(of: [.slo], for: subject)
        let file = GeneratedFile(
            path: "own.test.yml",
            text: "rule_files: [\(Self.rules)]\nevaluation_interval: 1m\ntests:\n" + tests,
            purpose: "")
        return try await CheckTool.promtool.run(
            ["test", "rules", "own.test.yml"], with: set.files + [file])
    }

    @Test func `14.4 at 95 % is silent 40 minutes into a total outage and fires at 50`()
        async throws
    {
        let subject = try SLOSample.subject(
            .vllm, "0.32.0", objectives: ["ttft p95 <= 1s"], slo: SLOOptions(pageBudget: 0.02))
        func tests(_ silent: Int, _ firing: Int) -> String {
            """
            - interval: 1m
              input_series:
              - series: 'vllm:time_to_first_token_seconds_count{job="j", model_name="m"}'
                values: '0+60x180'
              - series: 'vllm:time_to_first_token_seconds_bucket{job="j", model_name="m", le="1.0"}'
                values: '0+60x60 3600+0x120'
              promql_expr_test:
              - expr: count(ALERTS{alertstate="firing", long_window="1h"})
                eval_time: \(60 + silent)m
                exp_samples: []
              - expr: count(ALERTS{alertstate="firing", long_window="1h"})
                eval_time: \(60 + firing)m
                exp_samples: [{labels: '{}', value: 1}]

            """
        }
        let right = try await judge(subject, tests(40, 50))
        #expect(right.succeeded, "\(right.text)")
        let wrong = try await judge(subject, tests(50, 60))
        #expect(!wrong.succeeded)
    }

    @Test func `the budget divides sums: 9.99 %, where the mean of ratios says 5.67 %`()
        async throws
    {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: ["ttft p95 <= 1s"])
        let outcome = try await judge(
            subject,
            """
            - interval: 1m
              input_series:
              - series: 'vllm:time_to_first_token_seconds_count{job="j", model_name="m"}'
                values: '0+1000x30 30001+1x29'
              - series: 'vllm:time_to_first_token_seconds_bucket{job="j", model_name="m", le="1.0"}'
                values: '0+900x30 27001+1x29'
              promql_expr_test:
              - expr: sum(abs((1 - slo:llm_error_budget:remaining_ratio) * 0.05 - 0.0999) < bool 0.0001)
                eval_time: 60m
                exp_samples: [{labels: '{}', value: 1}]
              - expr: sum(abs(avg_over_time(slo:llm_bad:ratio_rate5m{slo="ttft_p95"}[1h]) - 0.0567) < bool 0.002)
                eval_time: 60m
                exp_samples: [{labels: '{}', value: 1}]

            """)
        #expect(outcome.succeeded, "\(outcome.text)")
    }

    @Test func `of the budget, 4000 of 200000 over the limit leave 60 %`() async throws {
        let subject = try SLOSample.subject(.vllm, "0.32.0", objectives: ["ttft p95 <= 1s"])
        let outcome = try await judge(
            subject,
            """
            - interval: 1m
              input_series:
              - series: 'vllm:time_to_first_token_seconds_count{job="j", model_name="m"}'
                values: '0+2000x100'
              - series: 'vllm:time_to_first_token_seconds_bucket{job="j", model_name="m", le="1.0"}'
                values: '0+1960x100'
              promql_expr_test:
              - expr: sum(abs(slo:llm_error_budget:remaining_ratio - 0.6) < bool 0.000001)
                eval_time: 100m
                exp_samples: [{labels: '{}', value: 1}]

            """)
        #expect(outcome.succeeded, "\(outcome.text)")
    }
}
