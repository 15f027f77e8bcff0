import Foundation
import Subprocess
import SystemPackage

/// The promtool of Prometheus, which decides what a query is.
struct Promtool {
    /// What promtool printed when it judged no queries.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    var path: String

    /// The one that `FIRSTLIGHT_PROMTOOL` names, or the first on `PATH`; nil without either.
    static let found: Promtool? = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["FIRSTLIGHT_PROMTOOL"] { return Promtool(path: named) }
        return (environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/promtool" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
            .map(Promtool.init)
    }()

    /// Whether a machine without promtool fails the tests.
    static let isRequired: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return environment["CI"] == "true" || environment["FIRSTLIGHT_REQUIRE_COMPONENTS"] == "1"
    }()

    /// Judges queries, each as a rule of one file.
    ///
    /// - Throws: `Failure` when promtool says nothing about the rules, and what the file system throws.
    func judge(_ queries: [String]) async throws -> [JudgedQuery] {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "firstlight-promql-\(UUID().uuidString).yml")
        defer { try? FileManager.default.removeItem(at: file) }
        var rules = "groups:\n- name: g\n  rules:\n"
        for (index, query) in queries.enumerated() {
            rules += "  - record: r\(index)\n    expr: \(Self.quoted(query))\n"
        }
        try Data(rules.utf8).write(to: file)
        let result = try await run(
            .path(FilePath(path)), arguments: ["check", "rules", file.path],
            output: .string(limit: 1 << 26), error: .string(limit: 1 << 26))
        let output = result.standardOutput + result.standardError
        var refused: Set<Int> = []
        for match in output.matches(of: #/group "g", rule \d+, "r(\d+)": /#) {
            refused.insert(Int(match.output.1) ?? -1)
        }
        guard !refused.isEmpty || output.contains("SUCCESS: \(queries.count) rules found") else {
            throw Failure(description: output)
        }
        return queries.enumerated().map { index, query in
            JudgedQuery(query: query, accepted: !refused.contains(index))
        }
    }

    /// A text as YAML quotes it, with nothing but ASCII.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case " "..."~": quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return quoted + "\""
    }
}
