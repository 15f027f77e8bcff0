import Lint
import TestKit
import Testing

@Suite struct UnreadableFileTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var message: String
        var testDescription: String { message }
    }

    @Test(arguments: [
        Case(text: "a: [1", message: "f:1:6: is no YAML"),
        Case(text: "{\"panels\": [", message: "f:1:12: is no JSON"),
        Case(text: "kind: Namespace\n", message: "f: holds no rules and no dashboard"),
        Case(text: "", message: "f: holds no rules and no dashboard"),
        Case(
            text: "groups:\n{{- if .Values.rules }}\n- name: x\n{{- end }}\n",
            message: "it looks like a Helm template; render it first"),
        Case(
            text: "{{- if .Values.rules }}\ngroups: []\n{{- end }}\n",
            message: "it looks like a Helm template; render it first"),
        Case(text: "a: 1\na: 2\n", message: "stands twice"),
    ])
    func `a file that cannot be looked at is told with its place`(test: Case) throws {
        let report = Linter().check([LintSource(path: "f", text: test.text)])
        let failure = try #require(report.failures.first)
        #expect("\(failure)".contains(test.message), "\(failure)")
        #expect(report.findings.isEmpty)
    }

    @Test func `what is no text is told without its bytes`() throws {
        let source = LintSource(path: "f", text: "a: \u{1}\u{1B}[2Jb\n")
        let report = Linter().check([source])
        let failure = try #require(report.failures.first)
        #expect("\(failure)" == "f:1:4: is no YAML: control characters are not allowed")
        #expect(report.text() == "error: \(failure)\n")
    }

    @Test func `Jsonnet has to be rendered`() throws {
        let text = "local g = import 'g.libsonnet';\ng.new('x') + { panels: [{ a: 'b' }] }\n"
        let report = Linter().check([LintSource(path: "d.jsonnet", text: text)])
        let failure = try #require(report.failures.first)
        #expect("\(failure)".hasSuffix("render it first: jsonnet FILE | firstlight lint -"))
    }

    @Test func `nesting cannot exhaust the stack`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Linter().check([LintSource(path: "f", text: deep)]).failures.count == 1)
        let json = "{\"panels\": " + deep
        #expect(Linter().check([LintSource(path: "f", text: json)]).failures.count == 1)
    }

    @Test func `bytes of any kind are read or refused`() throws {
        var random = SeededGenerator(seed: 20_261_121)
        let seed = try LintSample.source("texts/lesson.dashboard.json").bytes
        for _ in 0..<200 {
            var bytes = seed
            for _ in 0..<3 {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            let report = Linter().check([LintSource(path: "f", bytes: bytes)])
            for finding in report.findings {
                #expect(finding.range.upperBound <= bytes.count)
            }
        }
    }
}
