import Foundation
import Lint
import Testing

@Suite struct LintOutputTests {
    private let report = Linter().check([
        LintSource(
            path: "rules.yml",
            text: "groups:\n- rules:\n  - record: a:b\n    expr: max(vllm:gpu_cache_usage_perc)\n")
    ])

    @Test func `people see the line with a mark below the place`() {
        #expect(
            report.text() == """
                rules.yml:4:15: warning[renamed-metric]: vllm:gpu_cache_usage_perc was removed in \
                vLLM 0.12.0; the series is vllm:kv_cache_usage_perc
                     4 |     expr: max(vllm:gpu_cache_usage_perc)
                       |               ^^^^^^^^^^^^^^^^^^^^^^^^^

                1 query: 1 warning; --fix mends 1
                """)
    }

    @Test func `GitHub gets an annotation`() {
        #expect(
            report.gitHubAnnotations == """
                ::warning file=rules.yml,line=4,endLine=4,col=15,endColumn=40,title=firstlight \
                lint%3A renamed-metric::vllm:gpu_cache_usage_perc was removed in vLLM 0.12.0; the \
                series is vllm:kv_cache_usage_perc
                """)
    }

    @Test func `a difference shows what would be written`() throws {
        let old = report.sources[0].bytes
        let new = try #require(report.fixed(0))
        #expect(
            UnifiedDiff.text(path: "rules.yml", old: old, new: new) == """
                --- rules.yml
                +++ rules.yml
                @@ -1,4 +1,4 @@
                 groups:
                 - rules:
                   - record: a:b
                -    expr: max(vllm:gpu_cache_usage_perc)
                +    expr: max(vllm:kv_cache_usage_perc)

                """)
    }

    @Test func `a difference is told line by line where lines end like on Windows`() throws {
        let text = "groups:\r\n- rules:\r\n  - record: a:b\r\n    expr: up < 1\r\n"
        let new = text.replacing("up <", with: "down <")
        let difference = UnifiedDiff.text(path: "f", old: Array(text.utf8), new: Array(new.utf8))
        #expect(
            difference == "--- f\n+++ f\n@@ -1,4 +1,4 @@\n groups:\r\n - rules:\r\n"
                + "   - record: a:b\r\n-    expr: up < 1\r\n+    expr: down < 1\r\n")
    }

    @Test func `a long line is cut around the place`() throws {
        let query =
            "sum(up) + " + String(repeating: "sum(up) + ", count: 30)
            + "max(vllm:gpu_cache_usage_perc)"
        let text = Linter().check([LintSample.record(query)]).text()
        let lines = text.split(separator: "\n")
        #expect(lines.dropFirst().prefix(2).allSatisfy { $0.count < 120 })
        let caret = try #require(lines[2].firstIndex(of: "^"))
        let column = lines[2].distance(from: lines[2].startIndex, to: caret)
        #expect(lines[1].dropFirst(column).hasPrefix("vllm:gpu_cache_usage_perc"))
    }

    @Test func `edits that overlap are not both made`() {
        let edits = [
            TextEdit(range: 0..<3, text: "x"), TextEdit(range: 2..<4, text: "y"),
            TextEdit(range: 5..<5, text: "!"),
        ]
        let result = TextEdit.apply(edits, to: Array("abcdef".utf8))
        #expect(String(decoding: result, as: UTF8.self) == "xde!f")
    }
}
