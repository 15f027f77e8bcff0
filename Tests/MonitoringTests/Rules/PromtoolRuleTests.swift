import Monitoring
import Signals
import Testing

/// What promtool says of the generated rules and of their tests.
@Suite(
    .enabled(
        if: RulePromtool.found != nil || RulePromtool.isRequired,
        "promtool is neither on PATH nor named by FIRSTLIGHT_PROMTOOL"))
struct PromtoolRuleTests {
    private func promtool() throws -> RulePromtool {
        try #require(
            RulePromtool.found, "install promtool (scripts/deps), or name it by FIRSTLIGHT_PROMTOOL"
        )
    }

    @Test(arguments: RuleCase.all)
    func `promtool takes the rules`(of engine: RuleCase) async throws {
        let files = try engine.files()
        let paths = [RulesPart.recordingPath, RulesPart.alertPath, RulesPart.machinePath]
        let (succeeded, output) = try await promtool().run(files, ["check", "rules"], on: paths)
        #expect(succeeded, "\(output)")
        let subject = try engine.subject()
        let groups = RecordingRules.groups(for: subject) + AlertRules.groups(for: subject)
        let found = output.matches(of: /SUCCESS: (\d+) rules found/).compactMap { Int($0.output.1) }
        #expect(found.count == paths.count)
        #expect(found.reduce(0, +) == groups.map(\.rules.count).reduce(0, +), "\(output)")
    }

    @Test(arguments: RuleCase.told)
    func `every alert fires when it must, is silent when it must be, and resolves`(
        of engine: RuleCase
    ) async throws {
        let files = try engine.files()
        let tests = files.map(\.path).filter { $0.hasSuffix(".test.yml") }
        #expect(tests.count >= 6)
        let (succeeded, output) = try await promtool().run(files, ["test", "rules"], on: tests)
        #expect(succeeded, "\(output.prefix(6000))")
        #expect(output.split(separator: "\n").count { $0.contains("SUCCESS") } == tests.count)
    }

    /// A proof that a test can fail: the alert's limit is another one.
    @Test func `a rule that does not do what it should is found`() async throws {
        let files = try RuleCase(engine: .llamacpp).files().map { file in
            (path: file.path, text: file.text.replacing("[5m]) > 0", with: "[5m]) > 1000"))
        }
        let (succeeded, output) = try await promtool().run(
            files, ["test", "rules"], on: ["prometheus/tests/llm-capacity.test.yml"])
        #expect(!succeeded)
        #expect(output.contains("LLMRequestsWaiting"), "\(output.prefix(2000))")
    }
}
