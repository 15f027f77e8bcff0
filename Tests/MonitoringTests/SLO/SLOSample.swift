import Foundation
import Monitoring
import Readiness
import Signals
import Testing

/// Subjects to generate SLOs for.
enum SLOSample {
    /// The engines that export metrics.
    static let engines = EngineKind.allCases.filter { Dialect.of($0) != nil }

    /// A subject with objectives.
    ///
    /// - Parameters:
    ///   - engine: The engine.
    ///   - version: The release.
    ///   - objectives: Hard objectives as a profile has them; none for no profile.
    ///   - warnings: Soft objectives.
    ///   - slo: Options.
    /// - Returns: The subject.
    /// - Throws: `ProfileErrors` and `GenerationError`.
    static func subject(
        _ engine: EngineKind = .vllm, _ version: String? = nil, objectives: [String] = [],
        warnings: [String] = [], slo: SLOOptions = SLOOptions()
    ) throws -> GenerationSubject {
        var profile: Profile?
        if !objectives.isEmpty {
            func list(_ lines: [String]) -> String {
                lines.map { "  - \($0)\n" }.joined()
            }
            var yaml = "version: 1\nname: chat\ntarget: {url: \"http://127.0.0.1:8000\"}\n"
            yaml += "objectives:\n" + list(objectives)
            if !warnings.isEmpty { yaml += "warnings:\n" + list(warnings) }
            profile = try Profile.parse(yaml: yaml, file: "firstlight.yml", environment: [:])
        }
        return try GenerationSubject(
            engine: engine, version: version.flatMap { EngineVersion($0) }, profile: profile,
            slo: slo, toolVersion: "0.0.0")
    }

    /// A generated file.
    static func file(_ path: String, in set: GeneratedSet) throws -> GeneratedFile {
        try #require(set.files.first { $0.path == path }, "\(path) is not generated")
    }

    /// What is said about an objective.
    static func note(_ subject: String, in notes: [GenerationNote]) -> String {
        notes.filter { $0.subject == subject }.map(\.text).joined(separator: " | ")
    }
}
