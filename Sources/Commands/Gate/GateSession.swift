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

    private func gate(_ profile: Profile, notes: [String]) async throws -> ExitStatus {
        let startedAt = Date()
        let directory = try makeDirectory(name: profile.name, startedAt: startedAt)
        let progress = GateProgressLine(console: console, isQuiet: command.output.quiet)
        for note in notes { progress.note(note) }
        progress.plan(GatePlan(profile), profile: profile)
        let interruption = Interruption()
        let recorder = RunRecorder(directory: directory)
        let witness = GateWitness()
        let runner = GateRunner(
            profile: profile,
            environment: .init(
                now: { startedAt }, interruptedBy: { interruption.signal },
                observe: { event in
                    recorder.record(event)
                    witness.remember(event)
                    progress.show(event, profile: profile)
                }))
        var report: GateReport
        do {
            report = try await interruption.guarding { try await runner.run() }
        } catch {
            progress.clear()
            directory?.discard()
            throw error
        }
        progress.clear()
        report.notes = notes + report.notes
        if let problem = recorder.firstProblem { report.notes.append(problem) }
        return try await finish(
            &report, evidence: witness.evidence(report.probes), directory: directory)
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
        let directory = try makeDirectory(name: profile.name, startedAt: report.startedAt)
        let recorder = RunRecorder(directory: directory)
        for probe in report.probes { recorder.record(probe) }
        if let problem = recorder.firstProblem { report.notes.append(problem) }
        let evidence = Evidence(client: ClientEvidence(probes: report.probes))
        return try await finish(&report, evidence: evidence, directory: directory)
    }

    // MARK: - The end

    private func makeDirectory(name: String, startedAt: Date) throws -> RunDirectory? {
        guard !command.output.keepsNothing else { return nil }
        do {
            return try RunDirectory.create(
                root: command.output.output, name: name, startedAt: startedAt)
        } catch {
            throw UsageError("\(error); choose another folder with --output, or --no-output")
        }
    }

    private func finish(
        _ report: inout GateReport, evidence: Evidence, directory: RunDirectory?
    ) async throws -> ExitStatus {
        report.directory = directory?.path
        var diagnosis: DiagnosisDocument?
        if !command.skipsDiagnosis {
            diagnosis = await GateDiagnosis.explain(&report, with: evidence)
        }
        if let directory {
            report.notes += directory.notes
            do {
                try directory.finish(report)
                if var diagnosis {
                    diagnosis.directory = directory.path
                    try directory.keep("diagnosis.json", DiagnosisJSONReport.render(diagnosis))
                }
            } catch {
                // The verdict stands; that it could not be kept must be said, and not be denied.
                console.note("error: \(error)")
                report.directory = nil
            }
        }
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
