import ArgumentParser
import Foundation
import Inference
import Readiness
import Signals
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
              firstlight init https://llm.example.com --api-key-env OPENAI_API_KEY --output chat.yml
              firstlight init http://localhost:8000 --output -
            """)

    @Argument(help: "URL of the endpoint.")
    var url: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("File to write; - for standard output.", valueName: "FILE"))
    var output: String = ProfileSource.defaultFile

    @Flag(name: .long, help: "Replace the file if it exists.")
    var force = false

    @Option(name: .long, help: "Name of the profile. Default: host and port.")
    var name: String?

    @OptionGroup(title: "What goes into it") var probe: TargetOptions

    func run() async throws {
        let console = Console.process()
        if output != "-", !force, FileManager.default.fileExists(atPath: output) {
            throw UsageError(
                "\(output) exists; replace it with --force, or choose another file with --output")
        }
        var overrides = probe.overrides
        overrides.name = name
        var profile = try ProfileSource.profile(
            target: url.contains("://") ? url : "http://\(url)", overrides: overrides,
            environment: console.environment)
        await discover(&profile, console)
        let text = ProfileTemplate.render(profile, apiKeyVariable: probe.apiKeyVariable)
        if output == "-" {
            console.out(text)
            return
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw UsageError("\(output) cannot be written: \(error.localizedDescription)")
        }
        console.note("wrote \(output); next: firstlight gate \(output)")
    }

    /// Fills in what the endpoint tells; an endpoint that is not there yet is no obstacle.
    private func discover(_ profile: inout Profile, _ console: Console) async {
        var settings = TelemetryClient.Configuration(timeout: .seconds(5))
        settings.certificateAuthorityFile = profile.target.caFile
        let token = profile.target.apiKey.map { BearerToken($0.reveal()) }
        do {
            let address = try ServerURL(profile.target.url.text)
            let identity = try await TelemetryClient.withClient(settings) { client in
                await EngineIdentity.discover(at: address, client: client, token: token)
            }
            if identity.isUnreachable {
                console.note("note: nothing answers at \(profile.target.url.text) yet")
                return
            }
            if let engine = identity.engine {
                let version = identity.version.map { " \($0.value)" } ?? ""
                console.note("found \(engine.value.displayName)\(version)")
            }
            if let models = identity.models, profile.target.model == nil {
                if models.count == 1 { profile.target.model = models.first?.id }
                if models.count > 1 {
                    console.note(
                        "note: name one of the served models in target.model: "
                            + models.prefix(10).map(\.id).joined(separator: ", "))
                }
            }
            if identity.families != nil, profile.engine.metrics.isEmpty {
                let metrics = identity.baseURL.appending(ProbePath.metrics.rawValue).description
                profile.engine.metrics = [try HTTPAddress(metrics)]
            }
        } catch {
            console.note("note: the endpoint could not be asked: \(error)")
        }
    }
}
