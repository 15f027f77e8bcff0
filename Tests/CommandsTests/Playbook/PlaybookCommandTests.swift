import ArgumentParser
import Diagnosis
import Foundation
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
