import Diagnosis
import Foundation
import Inference
import Load
import Readiness
import Reports
import Signals

/// One run of `firstlight diagnose`, from the evidence to the exit code.
struct DiagnoseSession {
    let command: DiagnoseCommand
    let console: Console

    /// Gathers, diagnoses and prints.
    ///
    /// - Returns: The exit status that the diagnosis asks for.
    /// - Throws: `UsageError` or `ProfileErrors` when there is nothing to diagnose, or the result
    ///   cannot be printed.
    func run() async throws -> ExitStatus {
        let document = try await document()
        try DiagnosisPrinter(options: command.output, console: console).print(document)
        return ExitStatus.of(document, allowDegraded: command.output.allowDegraded)
    }

    private func document() async throws -> DiagnosisDocument {
        let live = LiveDiagnosis(command: command, console: console)
        if let demo = command.demo {
            try requireLiveFlags()
            return try await DemoEndpoint.withEndpoint(demo) { endpoint in
                var overrides = command.load.overrides
                overrides.metrics = command.evidence.metrics
                let profile = try endpoint.profile(
                    overrides: overrides, environment: console.environment)
                try OpenFileLimit.require(connections: 2 * profile.workload.concurrency)
                let exporters = endpoint.replicaURLs.flatMap {
                    ["\($0)/dcgm/metrics", "\($0)/node/metrics"]
                }
                return try await live.run(profile, exporters: exporters)
            }
        }
        guard let target = command.target, !Self.isRun(target) else { return try await recorded() }
        try requireLiveFlags()
        if command.evidence.prometheus != nil {
            throw UsageError(
                "--prometheus goes with a recorded run or stands alone; a live target is scraped "
                    + "directly, from its own metrics or those that --metrics names")
        }
        var overrides = command.load.overrides
        overrides.metrics = command.evidence.metrics
        if !ProfileSource.isFile(target) {
            let usual = GatheringSettings(seed: 0)
            overrides.concurrency = overrides.concurrency ?? usual.concurrency
            overrides.maxTokens = overrides.maxTokens ?? usual.maxTokens
            overrides.promptTokens = overrides.promptTokens ?? usual.promptTokens
        }
        let profile = try ProfileSource.profile(
            target: target, overrides: overrides, environment: console.environment)
        try OpenFileLimit.require(connections: profile.workload.concurrency)
        return try await live.run(profile)
    }

    /// Whether a target is a run directory or a file of probes: there, and no profile.
    private static func isRun(_ target: String) -> Bool {
        guard !target.contains("://"), !target.hasSuffix(".yml"), !target.hasSuffix(".yaml") else {
            return false
        }
        return ProfileSource.isFile(target)
    }

    /// Refuses flags that would do nothing: a live target's times are known.
    private func requireLiveFlags() throws(UsageError) {
        guard command.evidence.spacing != nil else { return }
        throw UsageError("--spacing goes with recorded --metrics; a live target is read now")
    }

    // MARK: - What was recorded

    /// Refuses flags that would do nothing: what was recorded is neither loaded nor kept again.
    private func requireRecordedFlags(of place: String) throws(UsageError) {
        let idle =
            command.load.given + [command.output.keep.map { _ in "--keep" }].compactMap(\.self)
        if let flag = idle.first {
            throw UsageError("\(flag) goes with a live target; \(place) is recorded")
        }
        let access = command.load.access
        if command.evidence.prometheus == nil, (access.apiKeyVariable ?? access.caFile) != nil {
            let flag = access.apiKeyVariable == nil ? "--ca-file" : "--api-key-env"
            throw UsageError(
                "\(flag) goes with a live target or --prometheus; \(place) is recorded")
        }
    }

    private func recorded() async throws -> DiagnosisDocument {
        let options = command.evidence
        let sources = [command.target, options.probes, options.metrics.first, options.prometheus]
        guard let place = sources.compactMap(\.self).first else {
            throw UsageError(
                "nothing to diagnose: name a run directory such as runs/latest, a file of probes, "
                    + "a URL or a profile, or try --demo")
        }
        try requireRecordedFlags(of: place)
        var (evidence, notes) = try RecordedEvidence(options: options).read(command.target)
        if options.prometheus != nil {
            let stored = try await StoreQuestion(command: command, console: console)
                .answer(evidence.client?.probes ?? [])
            var server = evidence.server ?? stored.server
            if evidence.server != nil {
                server.scrapes = stored.server.scrapes
                server.missed = stored.server.missed
            }
            evidence.server = server
            notes += stored.notes
        }
        let first = evidence.client?.probes.first
        let scraped = evidence.server?.scrapes.map(\.unixSeconds).min()
        var document = DiagnosisDocument(
            name: first?.provider ?? "recorded", place: place,
            startedAt: first?.timestamp ?? scraped.map { Date(timeIntervalSince1970: $0) }
                ?? Date(),
            basis: DiagnosisBasis(evidence), report: await Diagnoser().diagnose(evidence),
            toolVersion: ToolVersion.current)
        document.report.notes += notes
        return document
    }
}
