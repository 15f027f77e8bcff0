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

            Examples:
              firstlight generate rules slo --engine vllm --output monitoring
              firstlight generate alertmanager --engine vllm > alertmanager.yml
              firstlight generate all --engine vllm@0.32.0 --output monitoring
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
            "Folder to write to. Default: standard output.", valueName: "DIR"))
    var output: String?

    @Flag(name: .long, help: "Write nothing; exit with 1 when files in --output differ.")
    var check = false

    @Flag(name: .long, help: "Replace files that firstlight has not written, or that were edited.")
    var force = false

    @OptionGroup(title: "A look at the dashboards") var look: PreviewOptions

    @Flag(name: .long, help: "Dashboards as resources of dashboard.grafana.app/v2 (Grafana 12).")
    var v2 = false

    @Flag(name: [.short, .long], help: "Print no notes.")
    var quiet = false

    func validate() throws {
        if check, output == nil {
            throw ValidationError("--check compares with files: add --output DIR")
        }
        if check, force { throw ValidationError("--check and --force exclude each other") }
        if output == "" { throw ValidationError("--output is empty; name a folder") }
    }

    func run() async throws {
        let console = Console.process()
        let parts = try chosenParts()
        guard look.preview == nil || parts.contains(.dashboards) else {
            throw UsageError("--preview draws dashboards; generate those as well")
        }
        let set: GeneratedSet
        do {
            var generated = try await subject.subject(in: console.environment)
            generated.dashboardSchema = v2 ? .v2 : .v1
            set = try Generation.files(of: parts, for: generated)
            if try await preview(generated, console), output == nil { return }
        } catch let error as GenerationError {
            throw UsageError("\(error)")
        }
        if !quiet {
            for note in set.notes { console.note("note: \(note.subject): \(note.text)") }
        }
        guard let output else {
            try console.out(Self.printed(set))
            return
        }
        let folder = GeneratedFolder(path: output)
        if check {
            let differences = try folder.differences(from: set)
            for difference in differences { try console.out("\(difference)") }
            if !differences.isEmpty { throw ExitCode(1) }
            if !quiet { console.note("\(output): \(set.files.count) files are up to date") }
            return
        }
        let count = try folder.write(set, force: force)
        if !quiet {
            console.note(
                "wrote \(count) of \(set.files.count) files to \(output); the rest were up to date")
        }
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
        let all = GeneratedPart.allCases.map { ($0.rawValue, Set([$0])) }
        guard !what.isEmpty else {
            throw UsageError(
                "say what to generate: all, or some of " + all.map(\.0).joined(separator: ", "))
        }
        var parts: Set<GeneratedPart> = []
        for word in what {
            parts.formUnion(
                try KnownName.of(
                    word, "part", among: [("all", Set(GeneratedPart.allCases))] + all))
        }
        return parts
    }

    /// All files one after the other; each but a single one below its name.
    private static func printed(_ set: GeneratedSet) -> String {
        let files = set.files.filter { $0.path != "README.md" }
        guard files.count > 1 else { return files.first?.text ?? "" }
        return files.map { "# ==> \($0.path)\n\($0.text)" }.joined(separator: "\n")
    }
}
