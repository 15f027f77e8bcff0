import ArgumentParser
import Diagnosis
import Foundation
import Monitoring
import PromQL
import Reports
import Signals
import Testing

@testable import Commands

@Suite struct PlaybookCommandTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../docs/playbooks").standardized

    private static let page = SignalCatalogueReport.Choice(.engine(.vllm))

    @Test(arguments: Playbook.all.map(\.id))
    func `the documentation's page is the one that the command writes`(name: String) throws {
        let playbook = try #require(Playbook.named(name))
        let written = try String(
            contentsOf: Self.folder.appending(path: name + ".md"), encoding: .utf8)
        #expect(
            written == PlaybookReport(playbook, for: Self.page).markdown(),
            "write them anew: firstlight playbook --output docs/playbooks")
    }

    @Test func `the list names every page and no other file is there`() throws {
        let index = try String(
            contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
        #expect(index == PlaybookReport.index())
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Playbook.all.map { $0.id + ".md" } + ["README.md"]))
    }

    /// The firstlight commands in the steps of all pages, arguments split.
    private static let commands: [[String]] = Playbook.all.flatMap(\.steps).flatMap { step in
        guard case .command(let text) = step.look, text.contains("firstlight ") else {
            return [[String]]()
        }
        let plain = text.split(whereSeparator: { "|;&<>()".contains($0) })
        return plain.map { part in
            part.split(separator: " ").map { word in
                String(word).replacing(/\$[A-Z]+/, with: "host")
            }
        }
        .filter { $0.contains("firstlight") }
        .map { Array($0.drop { $0 != "firstlight" }.dropFirst()) }
    }

    @Test func `every firstlight command of a page is one`() throws {
        #expect(Self.commands.count > 40)
        for arguments in Set(Self.commands) {
            #expect(throws: Never.self, "firstlight \(arguments.joined(separator: " "))") {
                _ = try FirstlightCommand.parseAsRoot(arguments)
            }
        }
    }

    @Test func `every firstlight command in an alert's annotations is one`() throws {
        var found: Set<String> = []
        for engine in EngineKind.allCases where Dialect.of(engine) != nil {
            let subject = try GenerationSubject(engine: engine, toolVersion: "0.0.0")
            let groups = try AlertRules.groups(for: subject) + SLORules.groups(for: subject).groups
            for alert in groups.flatMap(\.alerts) {
                let said = alert.allAnnotations(for: subject).values.joined(separator: "\n")
                let quoted = said.matches(of: /`firstlight ([^`]+)`/).map { String($0.output.1) }
                #expect(said.matches(of: /firstlight [a-z]+/).count == quoted.count, "\(said)")
                found.formUnion(quoted)
            }
        }
        #expect(!found.isEmpty)
        for command in found {
            let arguments = command.split(separator: " ").map { $0 == "URL" ? "host" : String($0) }
            #expect(throws: Never.self, "firstlight \(command)") {
                _ = try FirstlightCommand.parseAsRoot(arguments)
            }
        }
    }

    @Test func `the page of a missing bucket reads the histogram and checks the rules`() throws {
        let steps = try #require(Playbook.named("LLMBucketBoundMissing")).steps
        let texts = steps.compactMap { step in
            if case .command(let text) = step.look { text } else { nil }
        }
        #expect(texts.contains("curl -s $URL/metrics | grep '^FAMILY_bucket'"))
        #expect(texts.contains("firstlight lint rules/*.yml --against $URL"))
        #expect(texts.allSatisfy { !$0.contains("head") && !$0.contains("--check") })
    }

    @Test(arguments: EngineKind.allCases.filter { $0 != .unknown })
    func `every query of a page is PromQL, whatever the engine`(engine: EngineKind) throws {
        let signals = Playbook.all.flatMap(\.steps).compactMap { step in
            if case .signal(let signal, let statistic) = step.look {
                (signal, statistic)
            } else {
                nil
            }
        }
        let dialects = [Dialect.of(engine)].compactMap { $0 } + Dialect.machine
        for (signal, statistic) in signals {
            for dialect in dialects {
                guard let query = dialect.promQL(for: signal, statistic) else { continue }
                _ = try PromQLParser.parse(query)
            }
        }
    }

    @Test func `vLLM and the machine tell every signal that a page looks at`() {
        for step in Playbook.all.flatMap(\.steps) {
            guard case .signal(let signal, let statistic) = step.look else { continue }
            let dialects = [Dialect.of(.vllm)].compactMap { $0 } + Dialect.machine
            #expect(
                dialects.contains { $0.promQL(for: signal, statistic) != nil },
                "\(signal.rawValue) \(statistic.name)")
        }
    }
}
