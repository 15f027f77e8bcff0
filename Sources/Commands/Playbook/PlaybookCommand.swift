import ArgumentParser
import Diagnosis
import Foundation
import Readiness
import Reports
import Signals

/// `firstlight playbook`: the page somebody on call opens.
struct PlaybookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook",
        abstract: "Print the on-call page of an alert or a cause.",
        discussion: """
            Without a name: the list of all pages. A page says what it means, what users feel, what \
            else one sees, what may be behind it, which commands to paste, what mends it at once and \
            what takes a restart, and when to hand it on. The commands use the series names of the \
            engine that --engine says; without it those of vLLM.

            Examples:
              firstlight playbook
              firstlight playbook slot-limit
              firstlight playbook LLMHighTimeToFirstToken --engine sglang
              firstlight playbook kv-exhaustion --engine vllm@0.8.5 --format markdown
              firstlight playbook --output docs/playbooks

            Exit codes: 0 printed, 2 usage error.
            """)

    @Argument(help: ArgumentHelp("An alert or a cause.", valueName: "name"))
    var name: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Whose series names to use, with a release if need be.", valueName: "NAME[@VERSION]"))
    var engine = EngineKind.vllm.rawValue

    @Option(
        name: .long, help: ArgumentHelp("Write every page to this folder.", valueName: "DIR"))
    var output: String?

    @Option(name: .long, help: "text, json or markdown.")
    var format: SignalsFormat = .text

    @Flag(name: [.short, .long], help: "Print nothing but results.")
    var quiet = false

    func run() throws {
        let console = Console.process()
        let style = TerminalStyle(color: console.outHasColor, width: console.width, verbose: false)
        let choice = try EngineChoice.parse(engine)
        if let output {
            guard name == nil else {
                throw UsageError("--output writes every page; leave out \"\(name ?? "")\"")
            }
            try writePages(for: choice, to: output, console)
            return
        }
        guard let name else {
            switch format {
            case .text: try console.out(PlaybookReport.list(style: style))
            case .markdown: try console.out(PlaybookReport.index())
            case .json: try console.out(JSONOutput.text(Playbook.all.map(\.id)))
            }
            return
        }
        guard let playbook = Playbook.named(name) else { throw unknown(name) }
        let report = PlaybookReport(playbook, for: choice)
        switch format {
        case .text: try console.out(report.text(style: style))
        case .json: try console.out(String(decoding: report.json(), as: UTF8.self))
        case .markdown: try console.out(report.markdown())
        }
    }

    private func unknown(_ name: String) -> UsageError {
        let names = Playbook.all.flatMap { [$0.id] + $0.aliases }
        let nearest = NearestSpelling.of(name, among: names)
        return UsageError(
            "there is no playbook called \"\(name)\"; "
                + (nearest.map { "did you mean \($0)?" } ?? "firstlight playbook lists them"))
    }

    private func writePages(
        for choice: SignalCatalogueReport.Choice, to folder: String, _ console: Console
    ) throws {
        for playbook in Playbook.all {
            try OutputFile.write(
                Data(PlaybookReport(playbook, for: choice).markdown().utf8),
                to: folder + "/" + playbook.id + ".md", .replacing)
        }
        try OutputFile.write(
            Data(PlaybookReport.index().utf8), to: folder + "/README.md", .replacing)
        if !quiet { console.note("wrote \(Playbook.all.count + 1) pages to \(folder)") }
    }
}
