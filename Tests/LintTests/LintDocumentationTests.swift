import Foundation
import Lint
import Testing

@Suite struct LintDocumentationTests {
    private static let docs = LintSample.folder.deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")

    private static let head = "RECORD_SNAPSHOTS=1 writes it anew. -->\n\n"

    /// With `RECORD_SNAPSHOTS=1` the chapter is written anew and the test fails.
    @Test func `the chapter of the rules is what the rules say`() throws {
        let file = Self.docs.appending(path: "lint.md")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let start = try #require(text.firstRange(of: Self.head)?.upperBound)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data((text[..<start] + LintDocumentation.rules).utf8).write(to: file)
            Issue.record("recorded docs/lint.md")
        }
        #expect(text[start...] == LintDocumentation.rules)
    }

    @Test func `every rule has a section`() {
        for name in Linter.ruleNames {
            #expect(LintDocumentation.rules.contains("### `\(name)`\n"))
        }
    }

    @Test func `the report for programs has the schema's keys and no others`() throws {
        var files = try ["texts/pattern.rules.yml", "texts/lesson.dashboard.json"]
            .map { try LintSample.source($0) }
        files.append(LintSource(path: "broken", text: "a: [1"))
        files.append(try LintSample.source("clean/sglang-dcgm.dashboard.json"))
        let record = LintRecord(Linter().check(files))
        let output = try JSONSerialization.jsonObject(with: JSONEncoder().encode(record))
        let schema = try JSONSerialization.jsonObject(
            with: Data(contentsOf: Self.docs.appending(path: "schema/lint.schema.json")))
        let faults = Self.faults(output, schema, at: "report")
        #expect(faults.isEmpty, "\(faults.prefix(5))")
    }

    /// Where a value does not fit a schema of objects, arrays, enumerations and types.
    private static func faults(_ value: Any, _ schema: Any, at path: String) -> [String] {
        guard let schema = schema as? [String: Any] else { return ["\(path): no schema"] }
        if let allowed = schema["enum"] as? [String] {
            return (value as? String).map(allowed.contains) == true ? [] : ["\(path): \(value)"]
        }
        switch schema["type"] as? String {
        case "object":
            guard let object = value as? [String: Any],
                let properties = schema["properties"] as? [String: Any]
            else { return ["\(path): no object"] }
            let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
            return missing.map { "\(path): \($0) is missing" }
                + object.flatMap { key, inner in
                    properties[key].map { faults(inner, $0, at: "\(path).\(key)") }
                        ?? ["\(path): \(key) is not in the schema"]
                }
        case "array":
            guard let list = value as? [Any] else { return ["\(path): no array"] }
            return list.flatMap { faults($0, schema["items"] as Any, at: "\(path)[]") }
        case "string": return value is String ? [] : ["\(path): no text"]
        case "integer":
            let least = schema["minimum"] as? Int ?? .min
            return (value as? Int).map { $0 >= least } == true ? [] : ["\(path): \(value)"]
        default:
            return (schema["const"] as? Int) == (value as? Int) ? [] : ["\(path): \(value)"]
        }
    }
}
