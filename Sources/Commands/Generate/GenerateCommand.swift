import ArgumentParser
import Foundation
import Inference
import Monitoring
import Readiness
import Signals

/// `firstlight generate`: monitoring as code.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write rules, alerts, SLOs, dashboards and manifests for an engine.",
        discussion: """
            Everything follows from the catalogue of signals, for the engine and the release that \
            run, and from a profile's objectives. With --from the names, labels, buckets and limits \
            are those that the live engine has. The same inputs give the same bytes, so --check \
            tells whether files on disk are what would be written now.

            WHAT: \(GeneratedPart.allCases.map(\.rawValue).joined(separator: ", ")), or all.

            In --output, files of earlier runs of the same parts that are no longer generated are \
            removed, and README.md describes all parts that are there. Files that firstlight has \
            not written, or that were edited, stay unless --force is given.

            Examples:
              firstlight generate rules slo --engine vllm --output monitoring
              firstlight generate alertmanager --engine vllm > alertmanager.yml
              firstlight generate rules --engine vllm --file llm-alerts.rules.yml \
            | promtool check rules
              firstlight generate all --engine vllm@0.32.0 --output monitoring
              firstlight generate all --engine vllm --label team=ml-platform --output monitoring
              firstlight generate all --from http://localhost:8000 --profile firstlight.yml \
            --output monitoring
              firstlight generate all --engine sglang --output monitoring --check
              firstlight generate dashboards --engine vllm --preview boards.html \
            --prometheus http://localhost:9090

            Exit codes: 0 written or unchanged, 1 files differ (--check), 2 usage error.
            """)

    @Argument(help: ArgumentHelp("What to generate; several, or all.", valueName: "what"))
    var what: [String] = []

    @OptionGroup(title: "For what") var subject: GenerationOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Folder to write to. Default: standard output, which takes one file.",
            valueName: "DIR"))
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Print this one of the files; its path as in --output, or the end of it.",
            valueName: "FILE"))
    var file: String?

    @Flag(
        name: .long,
        help: "Write nothing; exit with 1 when files of these parts in --output differ.")
    var check = false

    @Flag(
        name: .long,
        help: "Replace or remove also files that firstlight has not written, or that were edited.")
    var force = false

    @OptionGroup(title: "A look at the dashboards") var look: PreviewOptions

    @Flag(name: .long, help: "Dashboards as resources of dashboard.grafana.app/v2 (Grafana 12).")
    var v2 = false

    @Flag(name: [.short, .long], help: "Print no notes.")
    var quiet = false

    /// The folder to write to; nil for standard output.
    private var destination: String? { output == "-" ? nil : output }

    func validate() throws {
        if check, destination == nil {
            throw ValidationError("--check compares with files: add --output DIR")
        }
        if check, force { throw ValidationError("--check and --force exclude each other") }
        if force, destination == nil {
            throw ValidationError("--force replaces files: add --output DIR")
        }
        if output == "" { throw ValidationError("--output is empty; name a folder") }
        if file == "" { throw ValidationError("--file is empty; name one of the generated files") }
        if file != nil, destination != nil {
            throw ValidationError("--file prints one file: leave out --output, or --file")
        }
    }

    func run() async throws {
        let console = Console.process()
        let parts = try chosenParts()
        guard look.preview == nil || parts.contains(.dashboards) else {
            throw UsageError("--preview draws dashboards; generate those as well")
        }
        let run: GenerationRun
        do {
            var generated = try await subject.subject(in: console.environment)
            generated.dashboardSchema = v2 ? .v2 : .v1
            run = try Generation.run(of: parts, for: generated)
            if try await preview(generated, console), destination == nil, file == nil { return }
        } catch let error as GenerationError {
            throw UsageError("\(error)")
        }
        guard let destination else {
            let printed = try PrintedFile(run: run, what: what).file(named: file)
            note(run, console)
            if let printed { try console.out(printed.text) }
            return
        }
        let folder = GeneratedFolder(path: destination)
        if check {
            let differences = try folder.differences(from: run)
            note(run, console)
            for difference in differences { try console.out("\(difference)") }
            if !differences.isEmpty { throw ExitCode(1) }
            if !quiet {
                console.note(
                    "\(destination): \(FolderOutcome.files(run.files.count + 1)) up to date")
            }
            return
        }
        let outcome = try folder.write(run, force: force)
        note(run, console)
        if !quiet { say(outcome, destination, console) }
    }

    private func note(_ run: GenerationRun, _ console: Console) {
        guard !quiet else { return }
        for note in run.notes { console.note("note: \(note.subject): \(note.text)") }
    }

    private func say(_ outcome: FolderOutcome, _ folder: String, _ console: Console) {
        if let difference = outcome.difference {
            console.note(
                "note: \(folder): its parts were made from different inputs: \(difference)")
        }
        for path in outcome.removed {
            console.note("removed \(folder)/\(path): no longer generated")
        }
        if !outcome.strays.isEmpty {
            console.note(
                "warning: \(folder): firstlight once made \(FolderOutcome.files(outcome.strays.count)) "
                    + "that no part of it makes now, and what loads the folder loads them; remove "
                    + "them:\n  " + outcome.strays.joined(separator: "\n  "))
        }
        console.note(outcome.summary(of: folder))
    }

    /// Draws the dashboards where that is asked for; whether it was.
    private func preview(_ generated: GenerationSubject, _ console: Console) async throws -> Bool {
        guard
            let drawn = try await look.draw(
                generated, access: subject.access, in: console.environment)
        else { return false }
        if !quiet {
            console.note(
                "drew \(look.preview ?? ""): \(drawn.filled) of \(drawn.all) panels have data")
        }
        return true
    }

    private func chosenParts() throws(UsageError) -> Set<GeneratedPart> {
        guard !what.isEmpty else {
            throw UsageError(
                "say what to generate: all, or some of "
                    + GeneratedPart.allCases.map(\.rawValue).joined(separator: ", "))
        }
        var parts: Set<GeneratedPart> = []
        for word in what { parts.formUnion(try PartName.parts(word)) }
        return parts
    }
}
