import ArgumentParser
import Foundation
import Readiness
import Telemetry

/// `firstlight init`: write a commented profile for an endpoint.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented profile for an endpoint.",
        discussion: """
            Asks the endpoint for its model and metrics, and writes what it finds beside every \
            default, commented.

            Examples:
              firstlight init http://localhost:8000
              firstlight init http://localhost:8000 --output -
              firstlight init https://llm.example.com --api-key-env OPENAI_API_KEY

            Exit codes: 0 written, 2 usage error.
            """)

    @Argument(help: "URL of the endpoint.")
    var url: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("File to write; - for standard output.", valueName: "FILE"))
    var output: String = ProfileSource.defaultFile

    @Flag(name: .long, help: "Replace the file if it exists.")
    var force = false

    @Flag(name: [.short, .long], help: "Say nothing but errors.")
    var quiet = false

    @Option(name: .long, help: "Name of the profile. Default: host and port.")
    var name: String?

    @OptionGroup(title: "What goes into it") var probe: TargetOptions

    /// Whether the profile goes to standard output.
    private var isPrinted: Bool { output == "-" }

    func validate() throws {
        if ProfileSource.isFile(url) {
            throw ValidationError(
                "\"\(url)\" is a file; write the endpoint's URL, and the profile's file with "
                    + "--output")
        }
        if output.isEmpty {
            throw ValidationError("--output is empty; name a file, or - for standard output")
        }
    }

    func run() async throws {
        let console = Console.process()
        var overrides = probe.overrides
        overrides.name = name
        overrides.url = try ProfileSource.url(of: url)
        var profile = try overrides.applied(to: nil, environment: console.environment)
        try profile.requireCertificateAuthorities()
        if !isPrinted, !force, FileManager.default.fileExists(atPath: output) {
            throw UsageError(
                "\(output) exists; replace it with --force, or choose another file with --output")
        }
        await discover(&profile, console)
        let text = ProfileTemplate.render(
            profile, apiKeyVariable: probe.access.apiKeyVariable,
            file: isPrinted ? ProfileSource.defaultFile : output)
        guard !isPrinted else {
            try console.out(text)
            return
        }
        try OutputFile.write(Data(text.utf8), to: output, force ? .replacing : .new)
        if !quiet { console.note("wrote \(output); next: firstlight gate \(output)") }
    }

    /// Fills in what the endpoint tells; an endpoint that is not there yet is no obstacle.
    private func discover(_ profile: inout Profile, _ console: Console) async {
        do {
            let identity = try await EndpointInquiry.identity(of: profile)
            let remarks = try fill(&profile, from: identity)
            if !quiet { for remark in remarks { console.note(remark) } }
        } catch {
            if !quiet { console.note("note: the endpoint could not be asked: \(error)") }
        }
    }

    /// Fills in what the endpoint has told.
    ///
    /// - Returns: What the user should know, a line each.
    private func fill(
        _ profile: inout Profile, from identity: EngineIdentity
    ) throws -> [String] {
        if identity.isUnreachable {
            let why = identity.failure(at: .models).map { ": \($0)" } ?? ""
            return ["note: nothing answers at \(profile.target.url.text) yet\(why)"]
        }
        var remarks = identity.engineTitle.map { ["found \($0)"] } ?? []
        if let refusal = identity.refusal {
            remarks.append(
                "note: the endpoint does not tell its models (\(refusal)); name the variable that "
                    + "holds the key with --api-key-env")
        }
        if let models = identity.models, profile.target.model == nil {
            if models.count == 1 { profile.target.model = models.first?.id }
            if models.count > 1 {
                remarks.append(
                    "note: name one of the served models in target.model: "
                        + models.prefix(10).map(\.id).joined(separator: ", "))
            }
        }
        if identity.families != nil, profile.engine.metrics.isEmpty {
            let metrics = identity.baseURL.appending(ProbePath.metrics.rawValue).description
            profile.engine.metrics = [try HTTPAddress(metrics)]
        }
        return remarks
    }
}
