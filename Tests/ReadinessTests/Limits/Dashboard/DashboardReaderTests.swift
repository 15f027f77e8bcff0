import Testing

@testable import Readiness

@Suite struct DashboardReaderTests {
    /// An expression and the operands beside running requests.
    struct Case: Sendable, CustomTestStringConvertible {
        var expression: String
        var operands: [String]
        var testDescription: String { expression }
    }

    private static func words(_ operand: ExpressionConstants.Operand) -> String {
        switch operand {
        case .number(let value): LimitText.number(value)
        case .variable(let name): "$\(name)"
        }
    }

    @Test(arguments: [
        Case(expression: "vllm:num_requests_running / 16", operands: ["16"]),
        Case(
            expression: "100 * sum(vllm:num_requests_running{model_name=\"$m\"}) by (x) / $max",
            operands: ["$max"]),
        Case(
            expression: "sum by (pod) (vllm:num_requests_running) / ${max_seqs:raw} * 100",
            operands: ["$max_seqs"]),
        Case(
            expression: "max_over_time(vllm:num_requests_running[5m]) >= 2", operands: ["2"]),
        Case(
            expression: "(vllm:num_requests_running + vllm:num_requests_waiting) / (16)",
            operands: ["16"]),
        Case(expression: "16 - vllm:num_requests_running", operands: ["16"]),
        Case(expression: "sglang:num_running_reqs == 48", operands: ["48"]),
        Case(expression: "vllm:num_requests_running > 0", operands: []),
        Case(expression: "vllm:num_requests_running >= 1", operands: []),
        Case(expression: "vllm:num_requests_waiting > 10", operands: []),
        Case(expression: "vllm:num_requests_running * 100", operands: []),
        Case(
            expression: "vllm:num_requests_running / on (instance) limit_slots", operands: []),
        Case(
            expression: "sum(rate(vllm:generation_tokens_total[5m])) / 16", operands: []),
        Case(
            expression: "vllm:num_requests_running # / 16", operands: []),
        Case(expression: "x{a=\"vllm:num_requests_running\"} / 16", operands: []),
        Case(expression: "/ 16 ) ( $", operands: []),
    ])
    func `a number beside running requests is found, and no other`(test: Case) {
        #expect(ExpressionConstants.operands(test.expression).map(Self.words) == test.operands)
    }

    @Test func `variables, panels, axes, lines and thresholds are read with their lines`() throws {
        let text = #"""
            {
              "templating": {"list": [
                {"name": "model", "type": "query", "query": "label_values(model_name)"},
                {"name": "max_seqs", "type": "custom", "query": "2,4",
                 "current": {"value": "2"}},
                {"name": "limit", "type": "textbox", "query": "8"}
              ]},
              "panels": [
                {"title": "Engine Saturation",
                 "targets": [{
                   "expr": "vllm:num_requests_running / $max_seqs"},
                  {"expr": "vllm:num_requests_running / $limit"}],
                 "fieldConfig": {"defaults": {"max": 100}}},
                {"type": "row", "panels": [
                  {"title": "Running",
                   "targets": [{"expr": "vllm:num_requests_running"},
                               {"expr": "vector(4)"}],
                   "fieldConfig": {"defaults": {
                     "max": 6,
                     "thresholds": {"steps": [{"value": null},
                                              {"value": 3}]}}}}]},
                {"title": "Latency", "targets": [{"expr": "up"}],
                 "fieldConfig": {"defaults": {"max": 9}}}
              ]
            }
            """#
        let found = try DashboardReader.read(text, file: "d.json").map { constant in
            "\(constant.place.line ?? 0) \(constant.holder) \(constant.use.rawValue) "
                + LimitText.number(constant.value)
        }
        #expect(
            found == [
                "5 variable max_seqs limit 2", "6 variable limit limit 8",
                "17 panel \"Running\" limit 4", "19 panel \"Running\" limit 6",
                "21 panel \"Running\" threshold 3",
            ])
    }

    @Test func `rules are read too`() throws {
        let text = """
            groups:
              - name: vllm
                rules:
                  - alert: Saturated
                    expr: vllm:num_requests_running >= 2
                  - record: x
                    expr: |
                      sum(vllm:num_requests_running)
                        / 16
            """
        let found = try DashboardReader.read(text, file: "r.yaml")
        #expect(found.map(\.holder) == ["rule Saturated", "rule x"])
        #expect(found.map(\.value) == [2, 16])
        #expect(found.map(\.place.description) == ["r.yaml:5", "r.yaml:8"])
    }

    @Test func `what is no JSON names its line`() throws {
        let errors = try #require(throws: ProfileErrors.self) {
            try DashboardReader.read("{\n  \"panels\": [\n    {,}]}", file: "d.json")
        }
        #expect(errors.problems.first?.place == .line(file: "d.json", line: 3, column: 6))
    }
}
