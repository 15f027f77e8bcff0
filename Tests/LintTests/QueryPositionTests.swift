import Lint
import Testing

/// Places in files, through every way of writing a query down.
@Suite struct QueryPositionTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var text: String
        /// `line:column` of the old name.
        var place: String
        var mended: String
        var testDescription: String { name }

        init(_ name: String, _ text: String, _ place: String, _ mended: String) {
            self.name = name
            self.text = text
            self.place = place
            self.mended = mended
        }
    }

    private static func rule(_ expression: String) -> String {
        "groups:\n- name: g\n  rules:\n  - record: a:b\n    expr: \(expression)\n"
    }

    static let cases = [
        Case(
            "plain", rule("max(vllm:gpu_cache_usage_perc) # why"), "5:15",
            rule("max(vllm:kv_cache_usage_perc) # why")),
        Case(
            "a byte order mark", "\u{FEFF}" + rule("max(vllm:gpu_cache_usage_perc)"), "5:15",
            "\u{FEFF}" + rule("max(vllm:kv_cache_usage_perc)")),
        Case(
            "a byte order mark before JSON",
            "\u{FEFF}{\"panels\":[{\"targets\":[{\"expr\":\"vllm:gpu_cache_usage_perc\"}]}]}",
            "1:33",
            "\u{FEFF}{\"panels\":[{\"targets\":[{\"expr\":\"vllm:kv_cache_usage_perc\"}]}]}"),
        Case(
            "an anchor and a tag",
            rule("&q !!str max(vllm:gpu_cache_usage_perc)\n  - record: b:c\n    expr: *q"), "5:24",
            rule("&q !!str max(vllm:kv_cache_usage_perc)\n  - record: b:c\n    expr: *q")),
        Case(
            "plain over lines", rule("max(\n      vllm:gpu_cache_usage_perc\n      )"), "6:7",
            rule("max(\n      vllm:kv_cache_usage_perc\n      )")),
        Case(
            "single quotes",
            rule("'max(vllm:gpu_cache_usage_perc{a=\"it''s\"} or vllm:gpu_cache_usage_perc)'"),
            "5:16", rule("'max(vllm:kv_cache_usage_perc{a=\"it''s\"} or vllm:kv_cache_usage_perc)'")
        ),
        Case(
            "double quotes",
            rule("\"max(up{a=\\\"\\u00e4\\\"} * vllm:gpu_cache_usage_perc)\""), "5:35",
            rule("\"max(up{a=\\\"\\u00e4\\\"} * vllm:kv_cache_usage_perc)\"")),
        Case(
            "double quotes over lines",
            rule("\"max(\n      vllm:gpu_cache_usage_perc)\""), "6:7",
            rule("\"max(\n      vllm:kv_cache_usage_perc)\"")),
        Case(
            "literal block",
            rule("|\n      max(  # a comment: \"\n\n        vllm:gpu_cache_usage_perc\n      )"),
            "8:9",
            rule("|\n      max(  # a comment: \"\n\n        vllm:kv_cache_usage_perc\n      )")),
        Case(
            "folded block", rule(">-\n      max(\n      vllm:gpu_cache_usage_perc)"), "7:7",
            rule(">-\n      max(\n      vllm:kv_cache_usage_perc)")),
        Case(
            "block with an indentation of its own",
            rule("|2-\n      max(vllm:gpu_cache_usage_perc)"), "6:11",
            rule("|2-\n      max(vllm:kv_cache_usage_perc)")),
        Case(
            "behind a wide letter", "# ä\n" + rule("max(up{a=\"ä😀\"} * vllm:gpu_cache_usage_perc)"),
            "6:28", "# ä\n" + rule("max(up{a=\"ä😀\"} * vllm:kv_cache_usage_perc)")),
        Case(
            "lines that end as on Windows",
            rule("|\n      max(\n      vllm:gpu_cache_usage_perc)").replacing("\n", with: "\r\n"),
            "7:7",
            rule("|\n      max(\n      vllm:kv_cache_usage_perc)").replacing("\n", with: "\r\n")),
        Case(
            "JSON",
            "{\"panels\": [{\"targets\": [\n  {\"expr\": \"max(up{a=\\\"x\\\\\\\\d\\\"}\\n * "
                + "vllm:gpu_cache_usage_perc)\"}]}]}", "2:38",
            "{\"panels\": [{\"targets\": [\n  {\"expr\": \"max(up{a=\\\"x\\\\\\\\d\\\"}\\n * "
                + "vllm:kv_cache_usage_perc)\"}]}]}"),
        Case(
            "a dashboard in a ConfigMap",
            """
            kind: ConfigMap
            data:
              a.json: |
                {"panels": [{"targets": [
                  {"expr": "max(vllm:gpu_cache_usage_perc)"}]}]}
            """, "5:21",
            """
            kind: ConfigMap
            data:
              a.json: |
                {"panels": [{"targets": [
                  {"expr": "max(vllm:kv_cache_usage_perc)"}]}]}
            """),
        Case(
            "rules in a ConfigMap",
            """
            kind: ConfigMap
            data:
              a.yml: |
                groups:
                - rules:
                  - record: a:b
                    expr: |-
                      max(vllm:gpu_cache_usage_perc)
            """, "8:15",
            """
            kind: ConfigMap
            data:
              a.yml: |
                groups:
                - rules:
                  - record: a:b
                    expr: |-
                      max(vllm:kv_cache_usage_perc)
            """),
        Case(
            "the second document of a manifest",
            """
            kind: Service
            ---
            kind: List
            items:
            - kind: PrometheusRule
              spec: {groups: [{rules: [{record: a:b, expr: 'max(vllm:gpu_cache_usage_perc)'}]}]}
            """, "6:53",
            """
            kind: Service
            ---
            kind: List
            items:
            - kind: PrometheusRule
              spec: {groups: [{rules: [{record: a:b, expr: 'max(vllm:kv_cache_usage_perc)'}]}]}
            """),
    ]

    @Test(arguments: cases)
    func `a finding points at the name, and mending changes the name alone`(test: Case) throws {
        let report = Linter().check([LintSource(path: "f", text: test.text)])
        #expect(report.failures.isEmpty)
        let finding = try #require(report.findings.first { $0.rule == "renamed-metric" })
        let source = report.sources[0]
        let place = source.position(of: finding.range.lowerBound)
        #expect("\(place.line):\(place.column)" == test.place)
        #expect(
            String(decoding: source.bytes[finding.range], as: UTF8.self)
                == "vllm:gpu_cache_usage_perc")
        let mended = try #require(report.fixed(0))
        #expect(String(decoding: mended, as: UTF8.self) == test.mended)
    }

    @Test func `quotes inside a replacement are written as the file needs them`() throws {
        let query = "sum(rate(vllm:e2e_request_latency_seconds_bucket{le='5'}[5m]))"
        let text = Self.rule("'\(query.replacing("'", with: "''"))'")
        let report = Linter().check([LintSource(path: "f", text: text)])
        let mended = String(decoding: try #require(report.fixed(0)), as: UTF8.self)
        #expect(mended.contains("{le=''5.0''}"))
        let panel = try LintSample.panel(
            "sum(rate(vllm:e2e_request_latency_seconds_bucket{le=\"5\"}[5m]))")
        let dashboard = Linter().check([panel])
        let json = String(decoding: try #require(dashboard.fixed(0)), as: UTF8.self)
        #expect(json.contains("{le=\\\"5.0\\\"}"))
    }
}
