import Monitoring
import Readiness
import Signals
import Testing

/// An engine that rules are tried for.
struct RuleCase: CustomTestStringConvertible, Sendable {
    let engine: EngineKind
    var version: String?

    var testDescription: String { engine.rawValue + (version.map { "@\($0)" } ?? "") }

    /// Every engine with metrics, and releases that differ in what they tell.
    static let all = [
        RuleCase(engine: .vllm, version: "0.32.0"), RuleCase(engine: .vllm, version: "0.8.5"),
        RuleCase(engine: .vllm, version: "0.6.6"), RuleCase(engine: .vllm),
        RuleCase(engine: .sglang), RuleCase(engine: .tgi), RuleCase(engine: .llamacpp),
        RuleCase(engine: .tensorrtLLM), RuleCase(engine: .triton), RuleCase(engine: .dynamo),
        RuleCase(engine: .lmdeploy),
    ]

    /// One of each engine, and vLLM before and after its series were renamed: what promtool acts out,
    /// which takes its time.
    static let told = all.filter { $0.engine != .vllm || ["0.32.0", "0.8.5"].contains($0.version) }

    /// The subject, with a profile of these objectives if there are any.
    func subject(objectives: [String] = [], warnings: [String] = []) throws -> GenerationSubject {
        var profile: Profile?
        if !objectives.isEmpty || !warnings.isEmpty {
            let lines =
                "objectives:\n" + objectives.map { "  - \($0)\n" }.joined()
                + (warnings.isEmpty ? "" : "warnings:\n")
                + warnings.map { "  - \($0)\n" }.joined()
            profile = try Profile.parse(
                yaml: "version: 1\ntarget:\n  url: http://127.0.0.1:8000\n" + lines,
                file: "firstlight.yml", environment: [:])
        }
        return try GenerationSubject(
            engine: engine, version: version.flatMap { EngineVersion($0) }, profile: profile,
            toolVersion: "0.0.0")
    }

    /// The files of the part `rules`.
    func files() throws -> [GeneratedFile] {
        try Generation.files(of: [.rules], for: try subject()).files
    }
}
