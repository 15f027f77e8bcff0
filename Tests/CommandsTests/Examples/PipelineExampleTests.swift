import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// The pipelines under `Examples/ci`: every call of firstlight in them is one that it understands.
@Suite struct PipelineExampleTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Examples/ci")

    /// The words after `firstlight` wherever a line of shell calls it.
    private static func calls(in text: String) -> [[String]] {
        text.split(separator: "\n").compactMap { line in
            guard !line.drop(while: \.isWhitespace).hasPrefix("#"),
                let start = line.firstRange(of: "firstlight release ")
            else { return nil }
            let call = line[start.lowerBound...].prefix { !"'|;".contains($0) }
            return call.split(separator: " ").dropFirst().map(String.init)
        }
    }

    /// The words of `args:` lists that begin with `release`.
    private static func lists(in text: String) -> [[String]] {
        var lists: [[String]] = []
        var current: [String]?
        for line in text.split(separator: "\n") {
            let words = line.drop(while: \.isWhitespace)
            if words.hasPrefix("args:") {
                current = []
            } else if var list = current, words.hasPrefix("- ") {
                list.append(words.dropFirst(2).filter { $0 != "\"" })
                current = list
            } else if let list = current {
                if list.first == "release" { lists.append(list) }
                current = nil
            }
        }
        return lists
    }

    @Test(arguments: [
        "github-actions.yml", "gitlab-ci.yml", "Jenkinsfile", "buildkite.yml", "argo-rollouts.yaml",
        "argo-workflow.yaml", "kubernetes-job.yaml",
    ])
    func `every call in an example is understood`(file: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        let calls = Self.calls(in: text) + Self.lists(in: text)
        #expect(!calls.isEmpty)
        for call in calls {
            let command = try FirstlightCommand.parseAsRoot(call)
            #expect(command is ReleaseCommand, "\(call)")
        }
    }
}
