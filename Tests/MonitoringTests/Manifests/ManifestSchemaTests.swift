import Foundation
import Signals
import TestKit
import Testing

/// The objects of every engine against the published schemas, strictly.
@Suite struct ManifestSchemaTests {
    private static let script = Judge.root + "/scripts/check-manifests"

    @Test func `every generated object conforms to its published schema`() async throws {
        try await withTemporaryFolder { folder in
            let outputs = try GeneratedOutput.all()
            for (index, output) in outputs.enumerated() {
                try output.write(to: folder + "/\(index)")
            }
            let (isContent, said) = try await Judge.run(Self.script, [folder])
            #expect(isContent, "\(said)")
            // Two Deployments at least, one Job, the custom kinds and compose, for each engine.
            #expect(said.contains("kinds: 16, faults: 0"), "\(said)")
        }
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let name: String
        let file: String
        let old: String
        let new: String
        let complaint: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Mistake(
            name: "a custom kind with a field too many", file: "kubernetes/servicemonitor.yaml",
            old: "scrapeTimeout", new: "scrapeTimout", complaint: "scrapeTimout"),
        Mistake(
            name: "a built-in kind with a field too many", file: "kubernetes/deployment.yaml",
            old: "readinessProbe", new: "readynessProbe", complaint: "readynessProbe"),
        Mistake(
            name: "a field that is missing", file: "keda/scaledobject.yaml",
            old: "scaleTargetRef", new: "x-scaleTargetRef", complaint: "scaleTargetRef"),
        Mistake(
            name: "a name in capitals", file: "kserve/serving.yaml",
            old: "name: vllm-endpoint\n  namespace", new: "name: VLLM\n  namespace",
            complaint: "'VLLM' is no name"),
        Mistake(
            name: "a number where a text belongs", file: "keda/scaledobject.yaml",
            old: "threshold: \"12\"", new: "threshold: 12", complaint: "12 is not of type"),
        Mistake(
            name: "a word that compose does not know", file: "compose/docker-compose.yml",
            old: "healthcheck:", new: "healthchek:", complaint: "healthchek"),
    ])
    func `a mistake is found`(mistake: Mistake) async throws {
        let text = try GeneratedOutput(.vllm).text(mistake.file)
        let broken = text.replacing(mistake.old, with: mistake.new)
        try #require(broken != text)
        try await withTemporaryFolder { folder in
            try Data(broken.utf8).write(to: URL(filePath: folder + "/broken.yaml"))
            let (isContent, said) = try await Judge.run(Self.script, [folder])
            #expect(!isContent)
            #expect(said.contains(mistake.complaint), "\(said)")
        }
    }
}
