import Diagnosis
import Foundation
import Load
import Readiness
import Reports

/// One run of `firstlight gate`, from the profile to the exit code.
struct GateSession {
    let command: GateCommand
    let console: Console

    /// Runs the gate.
    ///
    /// - Returns: The exit status that the verdict asks for.
    /// - Throws: `ProfileErrors`, `UsageError` or `GateError` when nothing could be measured.
    func run() async throws -> ExitStatus {
        if let file = command.output.terminationLog { try OutputFile.requireWritable(file) }
        if let file = command.recorded { return try await judge(recorded: file) }
        if let config = command.probeConfig {
            let classic = try ClassicGate(
                config: try ClassicProbeConfig.load(
                    path: config, environment: console.environment),
                thresholds: try command.thresholds.map { try ClassicThresholds.load(path: $0) },
                overrides: command.overrides, environment: console.environment)
            try classic.profile.requireCertificateAuthorities()
            try OpenFileLimit.require(connections: classic.profile.workload.concurrency)
            return try await gate(classic.profile, notes: classic.notes.map(\.description))
        }
        return try await command.endpoint.withProfile(
            overrides: command.overrides, environment: console.environment
        ) { profile in
            try await gate(profile, notes: [])
        }
    }

    // MARK: - A live endpoint

    private var live: LiveGate {
        LiveGate(output: command.output, skipsDiagnosis: command.skipsDiagnosis, console: console)
    }

    private func gate(_ profile: Profile, notes: [String]) async throws -> ExitStatus {
        try finish(try await live.run(profile, notes: notes))
    }

    // MARK: - Recorded probes

    private func judge(recorded path: String) async throws -> ExitStatus {
        let (file, data) = try RecordedFile.read(path)
        let (records, notes): ([ProbeRecord], [String])
        do {
            (records, notes) = try ProbeFile.read(data, file: file)
        } catch {
            throw UsageError("\(error)")
        }
        let target = command.endpoint.target
        var overrides = command.overrides
        if overrides.name == nil, target == nil { overrides.name = "recorded" }
        overrides.apiKeyVariable = nil
        // Recorded probes need no endpoint; the placeholder never leaves this process.
        let profile =
            target == nil
            ? try overrides.applied(
                to: Profile(url: try HTTPAddress("http://localhost")),
                environment: console.environment)
            : try ProfileSource.profile(
                target: target, overrides: overrides, environment: console.environment,
                isContacted: false)
        var report = RecordedGate.report(
            profile: profile, records: records, notes: notes, file: file, now: Date())
        let directory = try live.makeDirectory(name: profile.name, startedAt: report.startedAt)
        let recorder = RunRecorder(directory: directory)
        for probe in report.probes { recorder.record(probe) }
        if let problem = recorder.firstProblem { report.notes.append(problem) }
        let evidence = Evidence(client: ClientEvidence(probes: report.probes))
        await live.keep(&report, evidence: evidence, in: directory)
        return try finish(report)
    }

    // MARK: - The end

    private func finish(_ report: GateReport) throws -> ExitStatus {
        do {
            if let file = command.output.terminationLog {
                try OutputFile.write(TerminationLog.render(report), to: file, .replacing)
            }
            try GitHubSummary.append(
                report, environment: console.environment, format: command.output.format)
        } catch {
            console.note("error: \(error)")
        }
        try print(report)
        return ExitStatus.of(report, allowDegraded: command.allowDegraded)
    }

    private func print(_ report: GateReport) throws(UsageError) {
        let text =
            switch command.output.format {
            case .text:
                TerminalReport.render(
                    report,
                    style: TerminalStyle(
                        color: console.outHasColor, width: console.width,
                        verbose: command.output.verbose))
            case .json: String(decoding: JSONReport.render(report), as: UTF8.self)
            case .markdown: MarkdownReport.render(report)
            case .junit: JUnitReport.render(report)
            case .github: GitHubReport.annotations(report)
            case .html: HTMLReport.render(report)
            }
        try console.out(text)
    }
}
