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

    /// Objectives and warnings that ordinary profiles have.
    struct Limits: CustomTestStringConvertible, Sendable {
        let objectives: [String]
        var warnings: [String] = []
        var testDescription: String { (objectives + warnings).joined(separator: ", ") }

        static let all = [
            Limits(objectives: ["ttft p95 <= 500ms"], warnings: ["ttft p99 <= 5s"]),
            Limits(objectives: ["ttft p99.4 <= 1s"], warnings: ["ttft p99.9 <= 2.5s"]),
            Limits(objectives: ["ttft p50 <= 500ms", "tpot p50 <= 60ms", "e2e p5 <= 10s"]),
            Limits(objectives: ["ttft p75 <= 1s"], warnings: ["ttft p90 <= 2.5s"]),
            Limits(objectives: ["error rate <= 30%"]),
            Limits(objectives: ["ttft p99.99 <= 5s"], warnings: ["success rate >= 99.9%"]),
        ]
    }

    @Test(arguments: Limits.all, [EngineKind.vllm, .dynamo])
    func `the tests of a profile's rules hold`(_ limits: Limits, of engine: EngineKind) async throws
    {
        let version = engine == .vllm ? "0.32.0" : nil
        let subject = try RuleCase(engine: engine, version: version)
            .subject(objectives: limits.objectives, warnings: limits.warnings)
        let files = try Generation.files(of: [.rules], for: subject).files
        let tests = ["latency", "availability"].map { "prometheus/tests/llm-\($0).test.yml" }
        let (succeeded, output) = try await promtool().run(files, ["test", "rules"], on: tests)
        #expect(succeeded, "\(output.prefix(6000))")
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
