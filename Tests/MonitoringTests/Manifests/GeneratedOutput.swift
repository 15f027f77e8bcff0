import Foundation
import Monitoring
import Readiness
import Signals
import Subprocess
import SystemPackage
import Testing
import Yams

/// Everything that is generated for one engine, to be looked at.
struct GeneratedOutput: CustomTestStringConvertible {
    let subject: GenerationSubject
    let set: GeneratedSet

    var testDescription: String { subject.title + (subject.profile == nil ? "" : ", profile") }

    /// The engines for which files can be generated.
    static let engines: [EngineKind] = [
        .vllm, .sglang, .tgi, .llamacpp, .tensorrtLLM, .lmdeploy, .triton, .dynamo,
    ]

    /// Generates every part.
    ///
    /// - Parameters:
    ///   - engine: The engine.
    ///   - version: Its release.
    ///   - profile: A profile as YAML.
    ///   - live: What the live engine told.
    ///   - limitsAsBounds: Whether the engine is started with the limits among its bounds.
    /// - Throws: What the generators throw.
    init(
        _ engine: EngineKind, version: EngineVersion? = nil, profile: String? = nil,
        live: LiveEngine? = nil, limitsAsBounds: Bool = false
    ) throws {
        let profile = try profile.map {
            try Profile.parse(yaml: $0, file: "firstlight.yml", environment: ["KEY": Self.secret])
        }
        var subject = try GenerationSubject(
            engine: engine, version: version, profile: profile, live: live, toolVersion: "0.0.0")
        if limitsAsBounds { try subject.assumeLimitsAsBounds() }
        self.subject = subject
        set = try Generation.files(of: Set(GeneratedPart.allCases), for: subject)
    }

    /// The key of the profile, which no file may hold.
    static let secret = "s3cr3t-0123"

    /// A profile with what changes the files: replicas, a key, limits between bounds, slots.
    static let profile = """
        version: 1
        name: Chat_prod
        target: {url: "https://chat.example.com", model: org/model-7b, apiKey: "${KEY}"}
        engine:
          metrics: ["http://10.0.0.1:8000/metrics", "http://10.0.0.2:8000/metrics"]
          prometheus: http://prometheus.example.com:9090
          expect: {maxNumSeqs: 32}
        objectives: [ttft p95 <= 300 ms, e2e p99 <= 12 s, error rate <= 1 %]
        warnings: [itl p99 <= 65 ms, queue p95 <= 400 ms]
        """

    /// Every engine without a profile, and some with one; with the limits as bounds where that can
    /// be.
    static func all() throws -> [GeneratedOutput] {
        try engines.map { try GeneratedOutput($0) } + [
            GeneratedOutput(.vllm, version: EngineVersion(0, 20, 1), profile: profile),
            GeneratedOutput(.vllm, version: EngineVersion(0, 32), profile: profile),
            GeneratedOutput(.sglang, profile: profile),
            GeneratedOutput(
                .vllm, version: EngineVersion(0, 32), profile: profile, limitsAsBounds: true),
            GeneratedOutput(.sglang, profile: profile, limitsAsBounds: true),
        ]
    }

    /// A file's text; empty when it is not generated.
    func text(_ path: String) -> String { set.files.first { $0.path == path }?.text ?? "" }

    /// The documents of a YAML file.
    func documents(_ path: String) throws -> [Node] {
        Array(try Yams.compose_all(yaml: text(path)))
    }

    /// The first document of a kind in a file.
    func object(_ kind: String, in path: String) throws -> Node? {
        try documents(path).first { $0["kind"]?.string == kind }
    }

    /// Writes all files below a folder.
    func write(to folder: String) throws {
        for file in set.files {
            let place = URL(filePath: folder).appending(path: file.path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: place)
        }
    }
}

extension Node {
    /// The texts of a sequence.
    var texts: [String] { sequence?.compactMap(\.string) ?? [] }

    /// The items of a sequence.
    var items: [Node] { sequence.map(Array.init) ?? [] }

    /// The pairs of a mapping whose values are scalars.
    var pairs: [String: String] {
        var result: [String: String] = [:]
        for (key, value) in mapping ?? [:] {
            if let key = key.string, let value = value.string { result[key] = value }
        }
        return result
    }

    /// The node below a path of keys and indexes, such as `spec.template.spec.containers.0`.
    func at(_ path: String) -> Node? {
        path.split(separator: ".").reduce(self as Node?) { node, part in
            if let index = Int(part) {
                let items = node?.items ?? []
                return items.indices.contains(index) ? items[index] : nil
            }
            return node?[String(part)]
        }
    }
}

/// A program that judges files: what it printed, and whether it was content.
enum Judge {
    /// Where the checkout is.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../..").standardized.path

    /// The first program of a name on the path; nil when there is none.
    static func find(_ name: String) -> String? {
        let places = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
        return places.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program.
    static func run(_ path: String, _ arguments: [String]) async throws -> (Bool, String) {
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments),
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 24))
        return (
            result.terminationStatus.isSuccess, result.standardOutput + result.standardError
        )
    }
}
