import Estimates
import Foundation
import Inference
import Readiness
import Reports
import Signals
import Telemetry

/// One run of `firstlight limits`, from the sources to the exit code.
struct LimitsSession {
    let command: LimitsCommand
    let console: Console

    /// Reads, judges, prints.
    ///
    /// - Returns: The exit status that the verdict asks for.
    /// - Throws: `ProfileErrors`, `UsageError` or `TelemetryError` when nothing could be read.
    func run() async throws -> ExitStatus {
        let startedAt = Date()
        let interruption = Interruption()
        var input: LimitsInput
        if let profile = try profile() {
            input = try await live(profile, interruption)
        } else {
            input = LimitsInput(name: command.comparison.log ?? "")
            if let log = try log(command.comparison.log) {
                input.add(log.content, file: log.name)
                input.model = log.content.model?.value
            }
        }
        try compare(&input)
        let report = LimitsConclusion.report(input, startedAt: startedAt)
        try deliver(report)
        if let status = interruption.exitStatus { return status }
        return ExitStatus.of(report.verdict, allowDegraded: command.output.allowDegraded)
    }

    // MARK: - Sources

    /// The profile of the target; nil when only files are compared.
    private func profile() throws -> Profile? {
        let comparison = command.comparison
        let hasFiles = comparison.manifest != nil || comparison.log != nil
        if command.target == nil {
            if hasFiles { return nil }
            guard FileManager.default.fileExists(atPath: ProfileSource.defaultFile) else {
                throw UsageError(
                    "no target: write a URL such as http://localhost:8000 or the path of a "
                        + "profile, or compare files with --manifest and --log; there is no "
                        + "\(ProfileSource.defaultFile) in this directory")
            }
        }
        return try ProfileSource.profile(
            target: command.target, overrides: command.inquiry.overrides,
            environment: console.environment)
    }

    private func live(
        _ profile: Profile, _ interruption: Interruption
    ) async throws -> LimitsInput {
        let inquiry = command.inquiry
        let tolerance = try command.comparison.share()
        let log = try log(command.comparison.log ?? profile.engine.startupLog)
        let isQuiet = command.output.quiet
        return try await interruption.guarding {
            var input = LimitsInput(name: profile.name)
            input.tolerance = tolerance
            input.url = profile.target.url.text
            input.expectations = profile.engine.expect
            let identity = try await EndpointInquiry.identity(of: profile)
            input.add(identity, model: profile.target.model)
            if let log { input.add(log.content, file: log.name) }
            let known = input.live.trusted(.runningRequests, tolerance: tolerance) != nil
            if let time = inquiry.watch, !isQuiet { console.note("watching for \(time)") }
            let schedule = try inquiry.schedule(isKnown: known)
            let sources = try Self.sources(profile, identity)
            var settings = TelemetryClient.Configuration(timeout: .seconds(5))
            settings.certificateAuthorityFile = profile.target.caFile
            let seen = try await TelemetryClient.withClient(settings) { telemetry in
                await LimitWatch(telemetry: telemetry).observe(sources, schedule)
            }
            input.add(seen)
            if Task.isCancelled {
                // Questions that were cut off say nothing about the target.
                input.failure = nil
                input.notes.append("interrupted; what was seen until then counts")
            }
            return input
        }
    }

    /// The metrics of the profile, or the server's own when it has some.
    ///
    /// The endpoint's credential is shown to its own server only.
    private static func sources(
        _ profile: Profile, _ identity: EngineIdentity
    ) throws -> [LimitWatch.Source] {
        let token = profile.target.apiKey.map { BearerToken($0.reveal()) }
        guard !profile.engine.metrics.isEmpty else {
            guard identity.families != nil else { return [] }
            return [LimitWatch.Source(url: identity.metricsURL, token: token)]
        }
        let target = identity.baseURL
        return try profile.engine.metrics.map { address in
            let url = try ServerURL(address.text)
            let isTarget =
                url.isSecure == target.isSecure && url.port == target.port
                && url.host.lowercased() == target.host.lowercased()
            return LimitWatch.Source(
                url: url, token: isTarget ? token : nil,
                replica: profile.engine.metrics.count > 1 ? url.description : nil)
        }
    }

    /// Reads a start-up log.
    private func log(_ file: String?) throws -> (content: StartupLog, name: String)? {
        guard let file else { return nil }
        if file.isEmpty { throw UsageError("--log is empty; name the engine's start-up log") }
        let name = file == "-" ? "standard input" : file
        let place = file == "-" ? "/dev/stdin" : file
        return (try StartupLogFile.read(place, called: name), name)
    }

    private func compare(_ input: inout LimitsInput) throws {
        let comparison = command.comparison
        input.tolerance = try comparison.share()
        input.demand = comparison.demand.map(Double.init)
        if let tokens = comparison.tokensPerRequest {
            input.tokensPerRequest = .exact(Double(tokens), provenance: .declared)
        }
        if let manifest = comparison.manifest {
            let declared = try LimitsManifests.engine(
                in: manifest, flag: "--manifest", workload: comparison.workload,
                model: input.model)
            if input.url == nil { input.name = declared.name }
            if input.engine == nil { input.engine = declared.engine.rawValue }
            input.declared = declared
        }
        if let was = comparison.was {
            input.was = try LimitsManifests.engine(
                in: was, flag: "--was", workload: comparison.workload, model: nil)
        }
        for file in comparison.dashboard {
            let constants = try DashboardReader.read(path: file)
            if constants.isEmpty {
                input.notes.append("\(file): no number is typed in where a limit belongs")
            }
            input.dashboards += constants
        }
    }

    // MARK: - The end

    private func deliver(_ report: LimitsReport) throws {
        let options = command.output
        let style = options.file.style(console, isVerbose: options.verbose)
        let text =
            switch options.format {
            case .text: LimitsTerminalReport.render(report, style: style)
            case .json: String(decoding: LimitsJSONReport.render(report), as: UTF8.self)
            case .markdown: LimitsMarkdownReport.render(report)
            case .openmetrics: LimitsOpenMetrics.render(report)
            }
        try options.file.deliver(
            text, summary: options.quiet ? nil : "\(report.verdict.title), \(report.headline)",
            console)
    }
}
