import Lint
import Testing

/// Files that nobody named, because they were found in a folder.
@Suite struct FolderFileTests {
    private func file(_ path: String, _ text: String) -> LintSource {
        LintSource(path: path, bytes: Array(text.utf8), isNamed: false)
    }

    @Test func `what is no monitoring is left out and counted`() {
        let report = Linter().check([
            file(
                "a.yml", "groups: [{rules: [{record: a:b, expr: max(vllm:kv_cache_usage_perc)}]}]"),
            file("b.json", "{\"name\": \"left-pad\"}"), file("c.yml", "a: b\n"),
            file("d.yml", ""),
        ])
        #expect(report.failures.isEmpty)
        #expect(report.skipped == ["b.json", "c.yml", "d.yml"])
        #expect(report.text() == "1 query: no finding; 3 files hold none of it")
    }

    @Test func `what cannot be parsed is named`() {
        let report = Linter().check([
            file("a.yml", "a: [1"),
            file("b.yml", "groups: [{rules: [{record: a:b, expr: up}]}]"),
        ])
        #expect(report.skipped.isEmpty)
        #expect(report.failures.map(\.path) == ["a.yml"])
    }

    @Test func `a named file of another kind is an error`() {
        let report = Linter().check([LintSource(path: "c.yml", text: "a: b\n")])
        #expect(report.skipped.isEmpty)
        #expect(report.failures.map(\.path) == ["c.yml"])
    }

    @Test func `several files are counted`() {
        let rules = "groups: [{rules: [{record: a:b, expr: up}]}]"
        let report = Linter().check([file("a.yml", rules), file("b.yml", rules)])
        #expect(report.text() == "2 queries in 2 files: no finding")
    }
}
